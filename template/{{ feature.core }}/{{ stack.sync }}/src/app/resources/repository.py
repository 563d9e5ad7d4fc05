"""What a service asks of the place where its entities are kept, whatever that is."""

from collections.abc import Sequence
from typing import Protocol, TypeVar
from uuid import UUID

from app.http.errors import ApiError
from app.resources.entity import Kept
from app.resources.owners import EVERYWHERE, Within

E = TypeVar("E", bound=Kept)


class Repository(Protocol[E]):
    """All of it within the current unit of work, where there is one."""

    def find(self, key: UUID) -> E | None: ...

    def lock(self, key: UUID) -> E | None:
        """As `find`, and nobody else changes it until this unit of work is over."""
        ...

    def numbered(
        self,
        *,
        limit: int,
        offset: int,
        sort: str,
        search: str | None,
        within: Within = EVERYWHERE,
    ) -> tuple[Sequence[E], int]:
        """One page in the order of `sort`, and how many there are on all pages."""
        ...

    def following(
        self,
        last: UUID | None,
        *,
        limit: int,
        search: str | None,
        within: Within = EVERYWHERE,
    ) -> Sequence[E]:
        """The newest first, after one that was seen."""
        ...

    def add(self, entity: E) -> None:
        """Raises the resource's own error where a unique value is taken, or where a reference leads
        to no row."""
        ...

    def save(self, entity: E) -> None:
        """Keeps a changed entity. Raises as `add` does."""
        ...

    def unknown(self, reference: str) -> type[ApiError]:
        """The error of a reference, the name of its field, that leads to no row."""
        ...

    def remove(self, key: UUID) -> None:
        """Raises StillInUse where others hold it."""
        ...
