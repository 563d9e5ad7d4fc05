"""Stands in for the database where the business alone is tested."""

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar
from uuid import UUID

from app.http.errors import ApiError, BusinessRuleBroken, Conflict
from app.resources.entity import Kept
from app.resources.owners import EVERYWHERE, Within
from app.utils.text import fold
from tests.samples import Sample

E = TypeVar("E", bound=Kept)


class InMemoryRepository(Generic[E]):
    """Keeps entities as `app.resources.repository.Repository` promises. The sample says what is
    unique and what is searched; `conflicts` which error a taken value is, by its field.
    """

    def __init__(self, sample: Sample, *, conflicts: Mapping[str, type[Conflict]]) -> None:
        self._sample = sample
        self._conflicts = conflicts
        self._entities: dict[UUID, E] = {}

    def find(self, key: UUID) -> E | None:
        return self._entities.get(key)

    def lock(self, key: UUID) -> E | None:
        return self._entities.get(key)

    def numbered(
        self,
        *,
        limit: int,
        offset: int,
        sort: str,
        search: str | None,
        within: Within = EVERYWHERE,
    ) -> tuple[Sequence[E], int]:
        name, falling = sort.removeprefix("-"), sort.startswith("-")
        found = self._found(search, within)
        found.sort(key=lambda entity: _place(entity, name), reverse=falling)
        return found[offset : offset + limit], len(found)

    def following(
        self,
        last: UUID | None,
        *,
        limit: int,
        search: str | None,
        within: Within = EVERYWHERE,
    ) -> Sequence[E]:
        found = self._found(search, within)
        found.sort(key=lambda entity: entity.id, reverse=True)
        return [entity for entity in found if last is None or entity.id < last][:limit]

    def add(self, entity: E) -> None:
        self._check(entity)
        self._entities[entity.id] = entity

    def save(self, entity: E) -> None:
        self._check(entity)
        self._entities[entity.id] = entity

    def unknown(self, reference: str) -> type[ApiError]:
        return BusinessRuleBroken

    def remove(self, key: UUID) -> None:
        del self._entities[key]

    def _check(self, entity: E) -> None:
        others = [other for key, other in self._entities.items() if key != entity.id]
        for name, error in self._conflicts.items():
            value = self._compared(entity, name)
            if value is not None and value in [self._compared(other, name) for other in others]:
                raise error

    def _compared(self, entity: E, name: str) -> Any:
        value = getattr(entity, name)
        return fold(value) if name in self._sample.folded and value is not None else value

    def _found(self, search: str | None, within: Within) -> list[E]:
        names, entities = self._sample.searchable, self._entities.values()
        held = [e for e in entities if all(getattr(e, n) == key for n, key in within.items())]
        if not search or not names:
            return held
        return [
            entity
            for entity in held
            if any(fold(search) in fold(getattr(entity, name) or "") for name in names)
        ]


def _place(entity: Kept, name: str) -> tuple[Any, ...]:
    """What is empty comes last; ties are broken by id."""
    value = getattr(entity, name)
    if value is None:
        return 1, entity.id
    return 0, fold(value) if isinstance(value, str) else value, entity.id
