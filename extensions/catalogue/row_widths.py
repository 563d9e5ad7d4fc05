"""How wide a row of a resource gets on MySQL, the one database that has limits to it.

The texts in a row may take 64 KiB together, at four bytes a character; long ones are kept apart,
as `field_types` says. And half a page holds what InnoDB never moves out of it: numbers, and texts
of less than 256 bytes.
"""

from collections.abc import Iterator, Sequence

from .faults import CatalogueError
from .field_types import LONGEST_INDEXED
from .resource_fields import ResourceField
from .resources import Resource

MOST_IN_ROW, MOST_IN_PAGE = 65_535, 8_126
"""Bytes (MySQL's manual, "Limits on Table Column Count and Row Size")."""
SHORTEST_MOVED = 64
"""Characters of a text that may be moved out of the page."""

_EVERY_ROW, _IDENTIFIER, _NUMBER, _APART = 200, 128, 9, 24
_FOLD_GROWTH = 3

Width = tuple[int, int]
"""The bytes of a column in its row, and those that never leave the page."""


def refuse_wide_rows(resources: Sequence[Resource]) -> None:
    """Raises CatalogueError with one sentence for each resource that MySQL has no table for."""
    faults = [fault for resource in resources for fault in _faults(resource)]
    if faults:
        raise CatalogueError(faults)


def _faults(resource: Resource) -> Iterator[str]:
    widths = [width for field in resource.fields for width in _columns(field)]
    in_row, in_page = (_EVERY_ROW + sum(bytes_) for bytes_ in zip(*widths, strict=True))
    if in_row > MOST_IN_ROW:
        yield (
            f"resource {resource.name} has more text than a row of MySQL holds: give strings a "
            "smaller max_length, and unique and sortable to those alone that need it."
        )
    if in_page > MOST_IN_PAGE:
        yield (
            f"resource {resource.name} has more short texts than a page of MySQL holds: give "
            f"some of them a max_length of {SHORTEST_MOVED} or more, which are kept apart."
        )


def _columns(field: ResourceField) -> Iterator[Width]:
    """The column of a field, and of its folded twin."""
    if field.type == "enum":
        yield _line(max(map(len, field.values or ())))
    elif field.type in ("string", "url", "email", "text"):
        is_line = field.type != "text" and field.longest <= LONGEST_INDEXED
        yield _line(field.longest) if is_line else (_APART, _APART)
    elif field.type in ("uuid", "reference"):
        yield _IDENTIFIER, _IDENTIFIER
    else:
        yield (_APART, _APART) if field.type == "json" else (_NUMBER, _NUMBER)
    if field.is_folded:
        in_index = field.unique or field.sortable
        yield _line(field.longest * _FOLD_GROWTH) if in_index else (_APART, _APART)


def _line(length: int) -> Width:
    return 4 * length + 2, _APART if length >= SHORTEST_MOVED else 4 * length + 1
