"""Whose rows are: what a service asks before it shows one, or lists them."""

from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

Within = Mapping[str, UUID]
"""Those rows alone that have these ids in these fields."""
EVERYWHERE: Within = {}


class Ownership(Protocol):
    """What follows from who is asking."""

    def of_new(self) -> Mapping[str, Any]:
        """What a new row says of its owner."""
        ...

    def reach(self) -> Within:
        """The rows that the caller may see."""
        ...

    def reaches(self, row: Any) -> bool:
        """Whether this is one of them."""
        ...


class Unowned:
    """Rows that are nobody's: whoever may ask for them may have all."""

    def of_new(self) -> Mapping[str, Any]:
        return {}

    def reach(self) -> Within:
        return EVERYWHERE

    def reaches(self, row: Any) -> bool:
        return True
