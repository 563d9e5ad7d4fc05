"""Spans that code opens by itself, what goes along with a call, and how statements are named."""

from collections.abc import Iterator
from typing import NoReturn

import pytest
from opentelemetry.trace import SpanKind, get_current_span

from app.config import Settings
from app.infrastructure.tracing import exporting
from app.infrastructure.tracing.exporting import exporting_by
from app.infrastructure.tracing.spans import outgoing_headers, span
from app.infrastructure.tracing.statement_spans import described, summarised
from tests.collector import CLIENT, Collector, collecting

ONE_TRACE = pytest.mark.checklist("operations.tracing", proves="one-trace")
SECRETS = pytest.mark.checklist("operations.tracing", proves="secrets")


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "50")
    monkeypatch.setattr(exporting, "_last", [])
    with collecting() as found:
        exporting_by(
            Settings(_env_file=None, environment="test", otel_exporter_otlp_endpoint=found.endpoint)
        )
        yield found


@ONE_TRACE
def test_what_is_called_is_told_the_trace_and_the_span(collector: Collector):
    with span("work"), span("GET prices", SpanKind.CLIENT, {"server.address": "a.example"}):
        headers = outgoing_headers()

    _, trace_id, span_id, flags = headers["traceparent"].split("-")
    work, call = collector.trace(trace_id, 2)
    assert (work.name, call.name, call.kind) == ("work", "GET prices", CLIENT)
    assert (call.span_id, call.parent_id) == (span_id, work.span_id)
    assert int(flags, 16) & 1  # sampled
    assert call.attributes == {"server.address": "a.example"}


@ONE_TRACE
def test_outside_of_a_span_nothing_goes_along(collector: Collector):
    assert outgoing_headers() == {}


def test_a_block_that_fails_names_the_kind_of_its_error(collector: Collector):
    def fail() -> NoReturn:
        raise ValueError("hunter2")

    with span("around") as around, pytest.raises(ValueError, match="hunter2"), span("work"):
        fail()

    _, work = collector.trace(f"{around.get_span_context().trace_id:032x}", 2)
    assert work.failed
    assert work.attributes == {"error.type": "builtins.ValueError"}
    assert b"hunter2" not in b"".join(collector.raw)


def test_where_nothing_is_traced_a_span_does_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(exporting, "_last", [])

    with span("work"):
        assert outgoing_headers() == {}
        assert not get_current_span().is_recording()


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT a FROM companies WHERE id = $1", ("SELECT", "companies")),
        ('insert into "companies" (a) VALUES (?)', ("INSERT", "companies")),
        ("UPDATE `companies` SET a = %s", ("UPDATE", "companies")),
        ("DELETE\nFROM companies", ("DELETE", "companies")),
        ("BEGIN IMMEDIATE", ("BEGIN", "")),
        ("SELECT 1", ("SELECT", "")),
        ("", ("SQL", "")),
    ],
)
def test_a_statement_is_named_by_what_it_does_and_where(sql: str, told: tuple[str, str]):
    assert summarised(sql) == told


@SECRETS
@pytest.mark.parametrize(
    ("url", "told"),
    [
        (
            "postgresql://app:hunter2@db.example:5433/orders?sslmode=require",
            {
                "db.system.name": "postgresql",
                "db.namespace": "orders",
                "server.address": "db.example",
                "server.port": 5433,
            },
        ),
        (
            "mysql://app:hunter2@db.example/orders",
            {"db.system.name": "mysql", "db.namespace": "orders", "server.address": "db.example"},
        ),
        ("sqlite:////var/lib/app.db", {"db.system.name": "sqlite"}),
    ],
)
def test_a_database_is_told_without_who_logs_in(url: str, told: dict[str, str | int]):
    assert described(url) == told
