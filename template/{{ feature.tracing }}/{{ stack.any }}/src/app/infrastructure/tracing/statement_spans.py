"""The spans of statements, by OpenTelemetry's conventions for databases, without any SQL: what a
statement does and to which table is all that is told, so that no value can be in it."""

import re
from collections.abc import Callable
from functools import lru_cache
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from opentelemetry.trace import Span, SpanKind, StatusCode, get_current_span

from app.config import DatabaseSettings
from app.infrastructure.tracing.exporting import Exporting
from app.infrastructure.tracing.trace_ids import fail

Run = Callable[..., Any]

_SYSTEMS = {"postgres": "postgresql", "postgresql": "postgresql", "mysql": "mysql"}
_SYSTEMS |= {"mariadb": "mariadb", "sqlite": "sqlite"}
_WORD = re.compile(r"\s*([A-Za-z]+)")
_TABLE = re.compile(r"""\b(?:FROM|INTO|UPDATE)\s+["`]?(\w+)["`]?""", re.IGNORECASE)


class StatementSpans:
    def __init__(self, exporting: Exporting, settings: DatabaseSettings) -> None:
        self._exporting = exporting
        self._told = described(settings.database_url.get_secret_value())
        self._attributes = lru_cache(maxsize=1024)(self._attributes_of)
        """Statements are constants."""

    @property
    def are_wanted(self) -> bool:
        """Inside of a span that is recorded alone: a statement by itself is no trace."""
        return get_current_span().is_recording()

    def open(self, statement: Any) -> "_Open":
        """A context, for the time that the statement takes: waiting for a connection is in it."""
        name, attributes = self._attributes(statement)
        span = self._exporting.tracer.start_span(name, kind=SpanKind.CLIENT, attributes=attributes)
        return _Open(span)

    def _attributes_of(self, statement: Any) -> tuple[str, dict[str, str | int]]:
        operation, table = summarised(str(statement))
        name = f"{operation} {table}" if table else operation
        told = {"db.operation.name": operation, "db.query.summary": name}
        return name, {**self._told, **told, **({"db.collection.name": table} if table else {})}


class _Open:
    def __init__(self, span: Span) -> None:
        self._span = span

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if error is not None:
            fail(self._span, error.__cause__ or error)  # the driver's own, where ours stands for it
            self._span.set_status(StatusCode.ERROR)
        self._span.end()


def described(database_url: str) -> dict[str, str | int]:
    """Which database it is, without who logs in to it."""
    parts = urlsplit(database_url)
    told: dict[str, str | int] = {
        "db.system.name": _SYSTEMS.get(parts.scheme.partition("+")[0], "other_sql")
    }
    if parts.hostname:
        told |= {"server.address": parts.hostname, "db.namespace": parts.path.strip("/")}
    if parts.hostname and parts.port:
        told["server.port"] = parts.port
    return told


def summarised(sql: str) -> tuple[str, str]:
    """What a statement does, and the table that it begins with; empty where it names none."""
    word, table = _WORD.match(sql), _TABLE.search(sql)
    return (word[1].upper() if word else "SQL"), (table[1] if table else "")
