"""What may be done with any resource. Knows neither HTTP nor SQL, and never commits."""

from typing import ClassVar, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel

from app.http.errors import ApiError, NotFound, PreconditionFailed
from app.http.etags import Precondition
from app.http.pagination import CursorPagination, Cursors, Page, numbered_page
from app.resources.entity import Entity
from app.resources.payloads import PageQuery
from app.resources.repository import Repository
from app.utils.clock import now
from app.utils.identifiers import new_id

E = TypeVar("E", bound=Entity)


class ResourceService(Generic[E]):
    """A slice's service derives from this, says which entity it is about, and adds its rules."""

    entity: type[E]
    missing: ClassVar[type[ApiError]] = NotFound
    changed: ClassVar[type[ApiError]] = PreconditionFailed

    def __init__(self, repository: Repository[E], *, cursors: Cursors) -> None:
        self._repository = repository
        self._cursors = cursors

    def get(self, key: UUID) -> E:
        entity = self._repository.find(key)
        if entity is None:
            raise self.missing
        return entity

    def page(self, query: PageQuery) -> Page[E]:
        """A numbered page, or the page after a cursor where one is given."""
        search = query.search or None
        if query.cursor is not None:
            return self._page_after(query.cursor, query.page_size, search)
        items, total = self._repository.numbered(
            limit=query.page_size,
            offset=(query.page - 1) * query.page_size,
            sort=query.sort,
            search=search,
        )
        return numbered_page(items, page=query.page, page_size=query.page_size, total=total)

    def create(self, new: BaseModel) -> E:
        moment = now()
        entity = self.entity.model_construct(
            **dict(new), id=new_id(), created_at=moment, updated_at=moment, version=1
        )
        self._repository.add(entity)
        return entity

    def change(self, key: UUID, patch: BaseModel, precondition: Precondition) -> E:
        entity = self.lock(key, precondition)
        changes = {name: getattr(patch, name) for name in patch.model_fields_set}
        counted = {"version": entity.version + 1, "updated_at": now()}
        changed = entity.model_copy(update=changes | counted)
        self._repository.save(changed)
        return changed

    def delete(self, key: UUID, precondition: Precondition) -> None:
        self.lock(key, precondition)
        self._repository.remove(key)

    def lock(self, key: UUID, precondition: Precondition) -> E:
        """What is about to be changed or deleted; nobody else does, until this unit is over."""
        entity = self._repository.lock(key)
        if entity is None:
            raise self.missing
        if not precondition.holds_for(entity.version):
            raise self.changed
        return entity

    def _page_after(self, cursor: str, page_size: int, search: str | None) -> Page[E]:
        """One item more than fits is asked for: it tells that a next page exists."""
        last = self._cursors.decode(cursor)
        items = self._repository.following(last, limit=page_size + 1, search=search)
        shown = items[:page_size]
        following = self._cursors.encode(shown[-1].id) if len(items) > page_size else None
        return Page(shown, CursorPagination(page_size=page_size, next_cursor=following))
