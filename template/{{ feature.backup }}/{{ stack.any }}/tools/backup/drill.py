"""Proves that a backup comes back: into a new database, compared row by row, and dropped."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tools.backup import files
from tools.backup.contents import STRUCTURE, Rows, contents_of
from tools.backup.port import Database


class Finding(NamedTuple):
    table: str
    said: str
    is_wrong: bool


def run(database: Database) -> int:
    """Prints what it finds. The exit code: 1 where something has not come back."""
    findings = list(compared(database))
    for finding in findings:
        print(f"{finding.table or '(tables and constraints)':<40} {finding.said}")
    wrong = [finding for finding in findings if finding.is_wrong]
    print(f"The backup came back {'WRONG' if wrong else 'whole'}.")
    return 1 if wrong else 0


def compared(database: Database) -> Iterator[Finding]:
    """The structure first, then table by table. Others may write to the database meanwhile."""
    before = contents_of(database.lines())
    with TemporaryDirectory(prefix="drill-") as folder:
        file = files.written(database, Path(folder))
        after = contents_of(database.lines())
        database.check(file)
        with database.beside() as other:
            other.restore(file)
            found = contents_of(other.lines())
    for table in sorted({STRUCTURE, *database.tables(), *before, *after, *found}):
        yield _finding(table, *(held.get(table, Rows()) for held in (before, after, found)))


def _finding(table: str, before: Rows, after: Rows, found: Rows) -> Finding:
    if found in (before, after):
        said = "the same" if table == STRUCTURE else f"{found.count} rows, the same"
        return Finding(table, said, is_wrong=False)
    if before != after:
        return Finding(table, "not compared: it changed while it was dumped", is_wrong=False)
    said = f"DIFFERS: {before.count} before, {found.count} restored"
    return Finding(table, said, is_wrong=True)
