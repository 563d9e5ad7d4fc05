"""SQLite, by its own online backup, which others may write beside."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.backup.faults import BackupError
from tools.backup.port import Line

_ROW = re.compile(r'INSERT INTO "(.+?)" VALUES')
_PATIENCE = 10
"""Seconds to wait for somebody who is writing."""


class Sqlite:
    suffix = ".db"

    def __init__(self, url: str) -> None:
        self.file = Path(url.partition(":///")[2].partition("?")[0])
        if self.file.name in ("", ":memory:"):
            raise BackupError("This database is in memory: there is nothing to back up.")

    def dump(self, file: Path) -> None:
        with _reading(self.file) as source, _open(str(file)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # all of it in one file
            _refuse_broken(copy, file)

    def check(self, file: Path) -> None:
        with _reading(file) as backup:
            _refuse_broken(backup, file)

    def tables(self) -> list[str]:
        if not self.file.exists():
            return []
        with _reading(self.file) as database:
            return _tables_of(database)

    def restore(self, file: Path) -> None:
        with _reading(file) as backup, _open(str(self.file)) as target:
            backup.backup(target)

    def lines(self) -> Iterator[Line]:
        with _reading(self.file) as database:
            for statement in database.iterdump():
                found = _ROW.match(statement)
                yield found[1] if found else "", statement.encode()

    @contextmanager
    def beside(self) -> Iterator["Sqlite"]:
        with TemporaryDirectory(prefix="drill-") as folder:
            yield Sqlite(f"sqlite:///{Path(folder) / 'drill.db'}")


@contextmanager
def _reading(file: Path) -> Iterator[sqlite3.Connection]:
    """Raises BackupError where there is none: SQLite would make it."""
    if not file.is_file():
        raise BackupError(f"There is no database at {file}: check DATABASE_URL, or migrate first.")
    with _open(f"{file.resolve().as_uri()}?mode=ro", uri=True) as connection:
        yield connection


@contextmanager
def _open(file: str, *, uri: bool = False) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(file, uri=uri, timeout=_PATIENCE)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise BackupError(_sentence(str(error))) from error


def _tables_of(connection: sqlite3.Connection) -> list[str]:
    asked = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    return [name for (name,) in connection.execute(asked) if not name.startswith("sqlite_")]


def _refuse_broken(connection: sqlite3.Connection, file: Path) -> None:
    """An empty file is a database without tables: nothing that anybody would bring back."""
    said = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if said != "ok" or not _tables_of(connection):
        why = "no table in it" if said == "ok" else said.splitlines()[0]
        raise BackupError(f"{file} is no whole database ({why}): take another.")


def _sentence(complaint: str) -> str:
    if "locked" in complaint:
        return "The database is in use: stop the service, then call this again."
    if "not a database" in complaint or "malformed" in complaint:
        return f"The file is no whole database of SQLite ({complaint}): take another."
    return f"SQLite failed: {complaint}"
