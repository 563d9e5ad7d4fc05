"""What the database clears, or deletes, with a row is not shown as it was."""

from collections.abc import Iterator

import pytest
from httpx2 import Client

from tests.cache_server import own_cache
from tests.callers import client_of
from tests.parents import fresh
from tests.registry import SAMPLES
from tests.samples import Reference, Sample
from tests.serving import serving

_TAKEN = [
    (sample, reference)
    for sample in SAMPLES
    for reference in sample.references
    if reference.on_delete != "restrict"
]
pytestmark = [
    pytest.mark.checklist("performance.cache", proves="invalidation"),
    pytest.mark.skipif(not _TAKEN, reason="nothing goes with what it refers to"),
]


@pytest.fixture
def client(database_url: str) -> Iterator[Client]:
    settings = {"database_url": database_url, "cache_seconds": 60, "cache_timeout": 1}
    with (
        own_cache() as own,
        serving({**settings, **own}) as url,
        client_of(url, timeout=15) as client,
    ):
        yield client


@pytest.mark.parametrize(
    ("sample", "reference"), _TAKEN, ids=[f"{s.name}-{r.name}" for s, r in _TAKEN]
)
def test_what_goes_with_a_row_is_not_shown_as_it_was(
    client: Client, sample: Sample, reference: Reference
):
    body = fresh(client, sample)
    made = client.post(sample.path, json=body).raise_for_status()
    where, key = made.headers["Location"], made.json()["data"]["id"]
    first = f"{sample.path}?page_size=1&cursor="
    for path in (where, first):
        client.get(path).raise_for_status()

    client.delete(f"{reference.to.path}/{body[reference.name]}").raise_for_status()
    row, newest = client.get(where), client.get(first).json()["data"]

    if reference.on_delete == "cascade":
        assert row.status_code == 404
        assert key not in [each["id"] for each in newest]
    else:
        assert row.json()["data"][reference.name] is None
        assert [each[reference.name] for each in newest if each["id"] == key] == [None]
