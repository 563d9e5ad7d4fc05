"""The names of what is kept, and of the marks that say whether it still holds.

A mark stands for something that changes: a row, all rows of a kind, the lists of a kind. What is
kept remembers the marks that it was read under, and holds for as long as they are the same.
"""

from hashlib import blake2b
from typing import Any
from uuid import UUID

from pydantic_core import to_json

Asked = tuple[str, tuple[str, ...]]
"""A name, and the marks that it depends on."""


def kind_in(name: str) -> str:
    """The kind of rows that it is a name of."""
    return name.split(":")[1].partition(".")[0]


class Names:
    """Of one kind of rows, in one database. `shape` is that of what is kept: a deploy that changes
    it finds nothing of the one before."""

    def __init__(self, namespace: str, kind: str, shape: str = "") -> None:
        self._kind = f"{namespace}:{kind}"
        self._kept = f"{self._kind}.{shape}"
        self._rows, self._lists = f"{self._kind}:rows", f"{self._kind}:lists"
        self._of_lists = (self._lists,)

    def of_row(self, key: UUID) -> Asked:
        return f"{self._kept}:{key}", (self._rows, f"{self._kind}:{key}")

    def of_list(self, *asked: Any) -> Asked:
        """All that the list is asked by, whose rows it may show among it."""
        digest = blake2b(to_json(asked), digest_size=16).hexdigest()
        return f"{self._kept}:{digest}", self._of_lists

    def of_change(self, key: UUID) -> tuple[str, ...]:
        """The marks of what a change of this row changes."""
        return f"{self._kind}:{key}", self._lists

    @property
    def of_all(self) -> tuple[str, ...]:
        """The marks of what changes where nobody knows which rows did."""
        return self._rows, self._lists
