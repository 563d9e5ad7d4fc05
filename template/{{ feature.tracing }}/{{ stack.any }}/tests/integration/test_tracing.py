"""Traces of a running service, as a collector gets them by OTLP."""

import json
import os
import sys
from collections.abc import Iterator
from subprocess import run
from typing import Any
from uuid import uuid4

import pytest

from app import __version__
from tests.callers import headers_of
from tests.collector import CLIENT, SERVER, Collector, collecting
from tests.crashing import SAID
from tests.parents import fresh
from tests.processes import ROOT, SECRET, Process, running
from tests.registry import SAMPLES
from tests.traces import Parent, traced

SAMPLE = SAMPLES[0]


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collecting() as found:
        yield found


def lines_of(service: Process, trace_id: str) -> list[dict[str, Any]]:
    told = [json.loads(line) for line in service.log().splitlines()]
    return [line for line in told if line.get("trace_id") == trace_id]


@pytest.mark.checklist("operations.tracing", proves="one-trace")
def test_a_change_is_one_trace_from_the_caller_to_each_statement(
    database_url: str, collector: Collector
):
    parent = Parent()
    with traced(database_url, collector, OTEL_SERVICE_NAME="orders") as (_, client):
        made = client.post(SAMPLE.path, json=fresh(client, SAMPLE), headers=parent.headers)
        server, *inside = collector.request(parent.trace_id, 3)

    statements = [span for span in inside if span.kind == CLIENT]
    names = [span.name for span in statements]
    assert made.status_code == 201
    assert (server.kind, server.parent_id) == (SERVER, parent.span_id)
    assert server.name == f"POST {SAMPLE.path}"
    assert server.attributes["http.request.method"] == "POST"
    assert server.attributes["http.route"] == SAMPLE.path
    assert server.attributes["http.response.status_code"] == 201
    assert server.attributes["url.scheme"] == "http"
    assert server.attributes["app.request_id"] == made.headers["X-Request-ID"]
    assert not server.failed
    assert {span.parent_id for span in inside} == {server.span_id}
    assert any(name.startswith("BEGIN") for name in names)
    assert names[-1] == "COMMIT"
    assert any(name.startswith("INSERT ") for name in names)
    assert all(server.begun <= span.begun <= span.ended <= server.ended for span in statements)
    assert server.resource["service.name"] == "orders"
    assert server.resource["service.version"] == __version__
    assert server.resource["deployment.environment.name"] == "production"
    assert collector.posts[0].path == "/v1/traces"


@pytest.mark.checklist("operations.tracing", proves="one-trace")
def test_a_read_is_a_statement_that_names_its_table(database_url: str, collector: Collector):
    parent = Parent()
    with traced(database_url, collector) as (_, client):
        client.get(f"{SAMPLE.path}?page_size=1", headers=parent.headers)
        _, *inside = collector.request(parent.trace_id, 1)

    read = inside[-1]
    table = read.attributes["db.collection.name"]
    scheme = database_url.partition(":")[0]
    assert read.name == read.attributes["db.query.summary"] == f"SELECT {table}"
    assert read.attributes["db.operation.name"] == "SELECT"
    assert read.attributes["db.system.name"] == scheme
    assert table == SAMPLE.path.rpartition("/")[2].replace("-", "_")
    assert "db.query.text" not in read.attributes


@pytest.mark.checklist("operations.tracing", proves="one-trace")
def test_a_request_of_nobody_s_trace_begins_one(database_url: str, collector: Collector):
    with traced(database_url, collector) as (service, client):
        client.get("/nowhere", headers={"X-Request-ID": "alone", "traceparent": "00-nonsense-01"})
        client.get("/health/live")
        service.stop()

    (server,) = (s for s in collector.spans if s.attributes.get("app.request_id") == "alone")
    assert server.parent_id == ""
    assert server.name == "GET"
    assert "http.route" not in server.attributes
    assert [span for span in collector.spans if "health" in span.name] == []


@pytest.mark.checklist("operations.tracing", proves="one-trace")
def test_a_crash_is_a_span_that_names_the_kind_of_its_error(
    database_url: str, collector: Collector
):
    parent = Parent()
    with traced(database_url, collector, module="tests.crashing") as (_, client):
        client.get(f"{SAMPLE.path}/{uuid4()}", headers=parent.headers)
        server, *_ = collector.request(parent.trace_id)

    assert server.failed
    assert server.attributes["error.type"] == "builtins.RuntimeError"
    assert server.attributes["http.response.status_code"] == 500
    assert SAID.encode() not in b"".join(collector.raw)


@pytest.mark.checklist("operations.tracing", proves="sampled")
def test_what_the_caller_traces_is_traced_and_nothing_else(database_url: str, collector: Collector):
    yes, no = Parent(), Parent(sampled=False)
    sampler = {"OTEL_TRACES_SAMPLER": "parentbased_always_off"}
    with traced(database_url, collector, **sampler) as (service, client):
        for headers in (no.headers, {}, yes.headers):
            client.get(SAMPLE.path, headers=headers)
        service.stop()

    assert {span.trace_id for span in collector.spans} == {yes.trace_id}


@pytest.mark.checklist("operations.tracing", proves="sampled")
def test_what_the_caller_does_not_trace_is_not(database_url: str, collector: Collector):
    no = Parent(sampled=False)
    with traced(database_url, collector) as (service, client):
        client.get(SAMPLE.path, headers=no.headers)
        service.stop()

    assert no.trace_id not in {span.trace_id for span in collector.spans}


@pytest.mark.checklist("operations.tracing", proves="sampled")
def test_of_a_share_of_nought_nothing_is_sent_and_lines_have_their_trace(
    database_url: str, collector: Collector
):
    sampler = {"OTEL_TRACES_SAMPLER": "traceidratio", "OTEL_TRACES_SAMPLER_ARG": "0"}
    parent = Parent()
    with traced(database_url, collector, **sampler) as (service, client):
        client.get(SAMPLE.path, headers=parent.headers)
        service.stop()
        lines = lines_of(service, parent.trace_id)

    assert collector.raw == []
    assert [line["event"] for line in lines] == ["request"]


@pytest.mark.checklist("operations.tracing", proves="logs")
def test_each_line_of_a_request_names_its_trace_and_its_span(
    database_url: str, collector: Collector
):
    parent = Parent()
    with traced(database_url, collector) as (service, client):
        client.get(SAMPLE.path, headers={**parent.headers, "X-Request-ID": "mine"})
        server, *_ = collector.request(parent.trace_id, 1)
        client.get("/health/live")
        service.stop()
        told = [json.loads(line) for line in service.log().splitlines()]
        named = lines_of(service, parent.trace_id)

    (line,) = (line for line in told if line["request_id"] == "mine")
    assert (line["trace_id"], line["span_id"]) == (parent.trace_id, server.span_id)
    assert named == [line]
    assert all("trace_id" in line for line in told if line["event"] == "request")


@pytest.mark.checklist("operations.tracing", proves="secrets")
def test_no_value_of_a_client_or_a_setting_is_in_a_trace(database_url: str, collector: Collector):
    sent = {name: f"hunter-of-a-{name}" for name in ("query", "cookie", "key", "host", "agent")}
    hostile = {
        "Cookie": f"a={sent['cookie']}",
        "X-Auth-Token": sent["key"],
        "User-Agent": sent["agent"],
    }
    parent = Parent()
    with traced(database_url, collector, OTEL_EXPORTER_OTLP_HEADERS="api-key=a%20b") as (_, client):
        own = headers_of(str(client.base_url))
        body = fresh(client, SAMPLE)
        made = client.post(SAMPLE.path, json=body, headers={**hostile, **own, **parent.headers})
        where = made.headers["Location"]
        client.get(f"{where}?token={sent['query']}", headers={**hostile, **own, **parent.headers})
        client.get(f"{SAMPLE.path}?search={sent['query']}", headers=parent.headers)
        client.patch(where, json=body, headers=parent.headers)
        collector.trace(parent.trace_id, 12)

    everything = b"".join(collector.raw)
    texts = [value for value in body.values() if isinstance(value, str) and len(value) > 5]
    secrets = [*sent.values(), *own.values(), *texts, where.rpartition("/")[2], SECRET, "a b"]
    assert [s for s in secrets if s.removeprefix("Bearer ").encode() in everything] == []
    assert {post.headers["api-key"] for post in collector.posts} == {"a b"}


@pytest.mark.checklist("operations.tracing", proves="sampled")
def test_without_a_collector_the_library_is_not_so_much_as_loaded(database_url: str):
    """But for what a driver loads by itself where it finds the library: redis-py does."""
    asked = (
        "import sys, importlib.util\n"
        "if importlib.util.find_spec('redis'): import redis.asyncio\n"
        "known = set(sys.modules)\n"
        "import app.main\n"
        "print([n for n in sys.modules.keys() - known if n.startswith(LIBRARY)])"
    )
    library = "('opentelemetry.sdk', 'opentelemetry.exporter', 'opentelemetry.proto')"
    environment = {**os.environ, "DATABASE_URL": database_url, "OTEL_EXPORTER_OTLP_ENDPOINT": ""}

    said = run(
        [sys.executable, "-c", asked.replace("LIBRARY", library)],
        cwd=ROOT,
        env={**environment, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.splitlines()[-1] == "[]"


@pytest.mark.checklist("operations.tracing", proves="sampled")
def test_without_a_collector_no_line_names_a_trace(database_url: str):
    parent = Parent()
    with running(database_url) as service:
        service.get(SAMPLE.path, {**headers_of(service.base_url), **parent.headers})
        service.stop()
        said = service.log()

    assert parent.trace_id.encode() not in said
