"""What there is to do with a database, whatever its kind. Every method raises BackupError."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

Line = tuple[str, bytes]
"""A row, with the name of its table; or a line of the structure, with none."""


class Database(Protocol):
    suffix: str
    """Of the names of its backups."""

    def dump(self, file: Path) -> None:
        """Into a file that is there, and empty. One moment of the database, while others write."""
        ...

    def check(self, file: Path) -> None:
        """Reads a backup from its beginning to its end. Nothing is changed."""
        ...

    def tables(self) -> list[str]: ...

    def restore(self, file: Path) -> None:
        """In place of what is there. Call `check` before."""
        ...

    def lines(self) -> Iterator[Line]:
        """All that the database holds, row by row, in any order."""
        ...

    def beside(self) -> AbstractContextManager["Database"]:
        """A new empty database on the same server, gone at the end."""
        ...
