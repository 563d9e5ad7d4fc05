"""Rows as they are kept: JSON, which can be read by whoever looks and run by nobody."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Generic, TypeVar

from pydantic import TypeAdapter
from pydantic_core import to_json

from app.resources.entity import Kept

E = TypeVar("E", bound=Kept)

NOTHING = b"0 []"
"""No rows. It is not kept: to look for it anew is quick, and who asks for what is not there would
push out what is."""


class Shape(Generic[E]):
    """Of one entity."""

    def __init__(self, entity: type[E]) -> None:
        self._rows: TypeAdapter[list[E]] = TypeAdapter(list[entity])  # type: ignore[valid-type]
        shape = to_json(entity.model_json_schema())
        self.mark = blake2b(shape, digest_size=6).hexdigest()
        """Another one, once its fields or their types change."""

    def written(self, rows: Sequence[E], total: int = 0) -> bytes:
        """With every field, those too that no client is sent."""
        return b"%d %b" % (total, to_json([dict(row) for row in rows]))

    def read(self, kept: bytes) -> tuple[Sequence[E], int]:
        """Raises ValueError where it is something else."""
        total, _, rows = kept.partition(b" ")
        return self._rows.validate_json(rows), int(total)
