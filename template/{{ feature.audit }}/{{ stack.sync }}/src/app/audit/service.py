"""What may be done with the audit log: reading it."""

from typing import Any

from pydantic import TypeAdapter

from app.audit.entries import first_at
from app.audit.schemas import AuditQuery, Entry
from app.audit.statements import FILTERS, page_of
from app.http.pagination import CursorPagination, Cursors, Page
from app.infrastructure.database.port import Database

_ENTRIES = TypeAdapter(list[Entry])


class AuditService:
    def __init__(self, database: Database, *, cursors: Cursors) -> None:
        self._database = database
        self._cursors = cursors

    def page(self, query: AuditQuery) -> Page[Entry]:
        """One entry more than fits is asked for: it tells that a next page exists. Raises
        ValidationFailed for a cursor that is none."""
        values = self._values(query)
        statement = page_of(tuple(values))
        rows = self._database.fetch_all(statement, limit=query.page_size + 1, **values)
        entries = _ENTRIES.validate_python(rows)
        shown = entries[: query.page_size]
        has_more = len(entries) > query.page_size
        following = self._cursors.encode(shown[-1].id) if has_more else None
        return Page(shown, CursorPagination(page_size=query.page_size, next_cursor=following))

    def _values(self, query: AuditQuery) -> dict[str, Any]:
        """What the entries are narrowed by. Their moments are those of their ids."""
        asked = {
            **dict(query),
            "since": query.since and first_at(query.since),
            "until": query.until and first_at(query.until),
            "last": self._cursors.decode(query.cursor or ""),
        }
        return {name: asked[name] for name in FILTERS if asked[name] is not None}
