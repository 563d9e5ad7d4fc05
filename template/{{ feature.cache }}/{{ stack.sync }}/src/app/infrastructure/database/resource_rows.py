"""Where the rows of a resource are read: in the cache, and what is not there in the database.

What is kept is what the database has said, whoever asked: rows with their owners. So the service
decides who may see a row after it was read, here as without a cache. A list is kept by all that it
was narrowed by, and its reader's id is among that.

Within a unit of work the database is asked, always: what is going to be changed is read as it is,
and what is not committed is kept for nobody.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from app.infrastructure.cache.cache import Load
from app.infrastructure.cache.caches import cache_of
from app.infrastructure.cache.dependents import changed_with, kind_of
from app.infrastructure.cache.names import Asked, Names
from app.infrastructure.cache.shapes import NOTHING, Shape
from app.infrastructure.cache.transactions import AfterCommit, in_unit_of_work
from app.infrastructure.database.port import Database
from app.infrastructure.database.rows import RowRepository
from app.resources.entity import Entity, Kept
from app.resources.owners import EVERYWHERE, Within

E = TypeVar("E", bound=Kept)


class ResourceRows(RowRepository[E]):
    """Of a resource. A statement of your own that changes rows says so: `self._changed(key)`."""

    is_cached: ClassVar[bool] = True
    """False where rows have to be the database's own at every moment. Those who log in are: what
    is no `Entity` is never kept."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._cache = cache_of(database)
        self._after_commit = AfterCommit(self._cache)
        self._shape = Shape(self.entity)
        self._names = Names(self._cache.namespace, kind_of(self.model), self._shape.mark)
        self._is_kept = self.is_cached and issubclass(self.entity, Entity)

    def find(self, key: UUID) -> E | None:
        load = partial(super().find, key)
        if not self._is_kept or in_unit_of_work():
            return load()
        found, _ = self._kept(self._names.of_row(key), partial(self._row, load))
        return self._read(found[0]) if found else None

    def numbered(
        self,
        *,
        limit: int,
        offset: int,
        sort: str,
        search: str | None,
        within: Within = EVERYWHERE,
    ) -> tuple[Sequence[E], int]:
        load = partial(
            super().numbered, limit=limit, offset=offset, sort=sort, search=search, within=within
        )
        if not self._is_kept or in_unit_of_work():
            return load()
        asked = self._names.of_list("page", limit, offset, sort, search, within)
        return self._kept(asked, partial(self._page_of, load))

    def following(
        self,
        last: UUID | None,
        *,
        limit: int,
        search: str | None,
        within: Within = EVERYWHERE,
    ) -> Sequence[E]:
        load = partial(super().following, last, limit=limit, search=search, within=within)
        if not self._is_kept or in_unit_of_work():
            return load()
        asked = self._names.of_list("after", limit, last, search, within)
        found, _ = self._kept(asked, partial(self._rows_of, load))
        return found

    def add(self, entity: E) -> None:
        super().add(entity)
        self._changed(entity.id)

    def save(self, entity: E) -> None:
        super().save(entity)
        self._changed(entity.id)

    def remove(self, key: UUID) -> None:
        super().remove(key)
        others = [Names(self._cache.namespace, kind) for kind in changed_with(self.model)]
        self._changed(key, *(mark for names in others for mark in names.of_all))

    def _changed(self, key: UUID, *more: str) -> None:
        """Nobody is told what this row was, once the unit of work that there is is committed."""
        if self._is_kept or more:
            self._after_commit.tell({*self._names.of_change(key), *more})

    def _kept(self, asked: Asked, load: Load) -> tuple[Sequence[E], int]:
        found = self._cache.get(*asked, load)
        try:
            return self._shape.read(found)
        except ValueError:  # somebody else has put it there
            return self._shape.read(load())

    def _row(self, load: Any) -> bytes:
        found = load()
        return NOTHING if found is None else self._shape.written([found])

    def _page_of(self, load: Any) -> bytes:
        return self._shape.written(*load())

    def _rows_of(self, load: Any) -> bytes:
        return self._shape.written(load())
