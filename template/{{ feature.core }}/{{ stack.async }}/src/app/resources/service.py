"""What may be done with any resource. Knows neither HTTP nor SQL, and never commits."""

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, Protocol, TypeVar
from uuid import UUID

from pydantic import BaseModel

from app.http.errors import ApiError, NotFound, PreconditionFailed
from app.http.etags import Precondition
from app.http.pagination import CursorPagination, Cursors, Page, numbered_page
from app.resources.entity import Kept
from app.resources.owners import Ownership, Within
from app.resources.ownership import OWNERSHIP
from app.resources.payloads import PageQuery
from app.resources.repository import Repository
from app.utils.clock import now
from app.utils.identifiers import new_id

E = TypeVar("E", bound=Kept)


class Parent(Protocol):
    """What is asked of the service whose rows others refer to."""

    async def get(self, key: UUID) -> Any:
        """Raises its own NotFound."""
        ...


NO_PARENTS: Mapping[str, Parent] = {}


def counted(entity: E, changes: Mapping[str, Any]) -> E:
    """The entity with these changes, which are one version."""
    told = {"version": entity.version + 1, "updated_at": now()}
    return entity.model_copy(update={**changes, **told})


class ResourceService(Generic[E]):
    """A slice's service derives from this, says which entity it is about, and adds its rules."""

    entity: type[E]
    missing: ClassVar[type[ApiError]] = NotFound
    changed: ClassVar[type[ApiError]] = PreconditionFailed
    ownership: ClassVar[Ownership] = OWNERSHIP

    def __init__(
        self,
        repository: Repository[E],
        *,
        cursors: Cursors,
        parents: Mapping[str, Parent] = NO_PARENTS,
    ) -> None:
        """`parents` are the services of what it refers to, by the fields that hold the ids."""
        self._repository = repository
        self._cursors = cursors
        self._parents = parents

    async def get(self, key: UUID) -> E:
        entity = await self._repository.find(key)
        if entity is None or not self.ownership.reaches(entity):
            raise self.missing
        return entity

    async def page(self, query: PageQuery) -> Page[E]:
        """A numbered page, or the page after a cursor where one is given."""
        asked = {name: getattr(query, name, None) for name in self._parents}
        return await self._page(query, {name: key for name, key in asked.items() if key})

    async def page_of(self, field: str, parent: UUID, query: PageQuery) -> Page[E]:
        """The same, of those that refer to one parent. Raises its NotFound where there is none, for
        which it is asked where the page is empty."""
        page = await self._page(query, {field: parent})
        if not page.items:
            await self._parents[field].get(parent)
        return page

    async def create(self, new: BaseModel) -> E:
        return await self.add(dict(new))

    async def add(self, values: Mapping[str, Any]) -> E:
        """A new one of these values, which are the caller's where it has an owner."""
        await self._check_references(values)
        moment = now()
        entity = self.entity.model_construct(
            **values,
            **self.ownership.of_new(),
            id=new_id(),
            created_at=moment,
            updated_at=moment,
            version=1,
        )
        await self._repository.add(entity)
        return entity

    async def change(self, key: UUID, patch: BaseModel, precondition: Precondition) -> E:
        entity = await self.lock(key, precondition)
        changes = {name: getattr(patch, name) for name in patch.model_fields_set}
        await self._check_references(changes)
        changed = counted(entity, changes)
        await self._repository.save(changed)
        return changed

    async def delete(self, key: UUID, precondition: Precondition) -> None:
        await self.lock(key, precondition)
        await self._repository.remove(key)

    async def lock(self, key: UUID, precondition: Precondition) -> E:
        """What is about to be changed or deleted; nobody else does, until this unit is over."""
        entity = await self._repository.lock(key)
        if entity is None or not self.ownership.reaches(entity):
            raise self.missing
        if not precondition.holds_for(entity.revision):
            raise self.changed
        return entity

    async def _check_references(self, values: Mapping[str, Any]) -> None:
        """What is out of the caller's reach can't be referred to: to them it is not there. Who
        reaches all leaves it to the database."""
        if not self.ownership.reach():
            return
        for field, parent in self._parents.items():
            if (key := values.get(field)) is not None:
                try:
                    await parent.get(key)
                except NotFound:
                    raise self._repository.unknown(field) from None

    async def _page(self, query: PageQuery, within: Within) -> Page[E]:
        search, within = query.search or None, {**within, **self.ownership.reach()}
        if query.cursor is not None:
            return await self._page_after(query.cursor, query.page_size, search, within)
        items, total = await self._repository.numbered(
            limit=query.page_size,
            offset=(query.page - 1) * query.page_size,
            sort=query.sort,
            search=search,
            within=within,
        )
        return numbered_page(items, page=query.page, page_size=query.page_size, total=total)

    async def _page_after(
        self, cursor: str, page_size: int, search: str | None, within: Within
    ) -> Page[E]:
        """One item more than fits is asked for: it tells that a next page exists."""
        last = self._cursors.decode(cursor)
        items = await self._repository.following(
            last, limit=page_size + 1, search=search, within=within
        )
        shown = items[:page_size]
        following = self._cursors.encode(shown[-1].id) if len(items) > page_size else None
        return Page(shown, CursorPagination(page_size=page_size, next_cursor=following))
