"""What the cache does in a request is in its trace."""

from collections.abc import Iterator

import pytest

from tests.collector import CLIENT, Collector, Received, collecting
from tests.parents import fresh
from tests.registry import SAMPLES
from tests.traces import Parent, traced

SAMPLE = SAMPLES[0]
KIND = SAMPLE.path.rpartition("/")[2].replace("-", "_")
GET = f"cache get {KIND}"


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collecting() as found:
        yield found


def below(span: Received, spans: list[Received]) -> list[Received]:
    return [each for each in spans if each.parent_id == span.span_id]


@pytest.mark.checklist("operations.tracing", proves="one-trace")
def test_a_read_and_a_change_of_the_cache_are_spans(database_url: str, collector: Collector):
    changing, first, second = Parent(), Parent(), Parent()
    with traced(database_url, collector) as (_, client):
        body = fresh(client, SAMPLE)
        made = client.post(SAMPLE.path, json=body, headers=changing.headers)
        where = made.headers["Location"]
        for parent in (first, second):
            client.get(where, headers=parent.headers)
        change = collector.request(changing.trace_id, 4)
        missed, found = (collector.request(p.trace_id, 1) for p in (first, second))

    (change_of_cache,) = (span for span in change if span.name == "cache change")
    (miss,), (hit,) = ([span for span in spans if span.name == GET] for spans in (missed, found))
    (statement,) = below(miss, missed)
    commit = next(span for span in change if span.name == "COMMIT")
    assert (miss.attributes, hit.attributes) == ({"cache.hit": False}, {"cache.hit": True})
    assert (statement.kind, statement.name) == (CLIENT, f"SELECT {KIND}")
    assert below(hit, found) == []
    assert miss.begun <= statement.begun <= statement.ended <= miss.ended
    assert change_of_cache.begun >= commit.ended
    assert where.rpartition("/")[2].encode() not in b"".join(collector.raw)
