"""SQLite: the file, its folder, and what is in it."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tools.doctor.findings import Code, Fault, Finding, Step

OLDEST = (3, 31)
"""The oldest that the ORMs take."""
_PATIENCE = 2.0


class SQLite:
    """The steps for `sqlite:///path`."""

    def __init__(self, url: str) -> None:
        self.path = Path(url.partition(":///")[2].partition("?")[0])

    def steps(self) -> Sequence[Step]:
        return (("version", version), ("file", self._file), ("writing", self._writing))

    def fetch(self, statement: str) -> Sequence[Sequence[object]]:
        """Opens what is there, and makes nothing that is not."""
        with closing(sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=rw", uri=True)) as db:
            return db.execute(statement).fetchall()

    def _file(self) -> Finding:
        folder = self.path.absolute().parent
        if not folder.is_dir():
            raise Fault(
                Code.FOLDER,
                f"there is no folder {folder}",
                f"mkdir -p {folder}; or set DATABASE_URL to another: sqlite:///app.db is in the "
                "folder where the service starts, sqlite:////var/lib/app.db begins at the root.",
            )
        if not os.access(folder, os.W_OK | os.X_OK, effective_ids=True):
            raise Fault(
                Code.NO_RIGHT,
                f"the user of the service may not write in the folder {folder}",
                f"chown it to that user. SQLite makes files of its own beside {self.path.name}.",
            )
        if not self.path.exists():
            raise Fault(
                Code.NO_DATABASE,
                f"there is no file {self.path.absolute()} yet",
                "make migrate makes it, with all its tables. Is DATABASE_URL another elsewhere?",
            )
        return str(self.path.absolute())

    def _writing(self) -> Finding:
        """Takes the lock of whoever writes, and gives it back."""
        if not os.access(self.path, os.R_OK | os.W_OK, effective_ids=True):
            raise self._refusal("SQLITE_READONLY")  # where it only reads, SQLite takes no lock
        uri = f"{self.path.absolute().as_uri()}?mode=rw"
        try:
            with closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE)) as db:
                db.execute("SELECT COUNT(*) FROM sqlite_master").fetchall()
                db.execute("BEGIN IMMEDIATE")
                db.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise self._refusal(error.sqlite_errorname) from error
        return "can be read, and written to"

    def _refusal(self, code: str) -> Fault:
        match code.split("_")[1]:
            case "NOTADB" | "CORRUPT":
                return Fault(
                    Code.NOT_A_DATABASE,
                    f"{self.path} is no SQLite database, or is damaged",
                    "Move it away and make migrate; or bring the last backup back.",
                )
            case "BUSY" | "LOCKED":
                return Fault(
                    Code.LOCKED,
                    f"somebody writes to {self.path} for longer than {_PATIENCE:g} s",
                    f"`fuser {self.path}` tells who has it open: another program, or a migration.",
                )
            case "READONLY" | "CANTOPEN" | "PERM":
                return Fault(
                    Code.NO_RIGHT,
                    f"the user of the service may not write to {self.path}",
                    f"chown it to that user, with {self.path.name}-wal and {self.path.name}-shm.",
                )
        return Fault(
            Code.REFUSED,
            f"SQLite can't use {self.path}: {code}",
            "Is the disk full or broken? `df -h .` and the system's log tell.",
        )


def version() -> Finding:
    if sqlite3.sqlite_version_info < OLDEST:
        raise Fault(
            Code.TOO_OLD,
            f"SQLite {sqlite3.sqlite_version} is older than {'.'.join(map(str, OLDEST))}",
            "It comes with Python: use a newer one.",
        )
    return f"SQLite {sqlite3.sqlite_version}"
