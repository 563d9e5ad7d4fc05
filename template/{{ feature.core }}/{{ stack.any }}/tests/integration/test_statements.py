"""How many statements a request costs: one, and BEGIN and COMMIT around a write.

Before them are those that it costs to know who asks, beside a change those to write it down.
"""

from time import sleep
from typing import Any

import httpx2
import pytest

from tests.callers import COSTS, client_of
from tests.parents import fresh
from tests.registry import SAMPLES
from tests.samples import Sample
from tests.sent import Sent
from tests.serving import serving
from tests.statements import recorded
from tests.written_down import ENTRY

pytestmark = pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
_A_MOMENT = 0.01
"""Seconds. Some drivers tell of a statement a moment after it has run."""

READ = [*COSTS, "SELECT"]
WRITE = [*COSTS, "BEGIN", "INSERT", *ENTRY, "COMMIT"]
CHANGE = [*COSTS, "BEGIN", "SELECT", "UPDATE", *ENTRY, "COMMIT"]
REMOVE = [*COSTS, "BEGIN", "SELECT", "DELETE", *ENTRY, "COMMIT"]


@pytest.mark.checklist("database.query-performance", proves="statements")
def test_each_request_costs_what_it_must(sample: Sample, database_url: str):
    with (
        recorded() as statements,
        serving({"database_url": database_url}) as url,
        client_of(url) as client,
    ):
        assert cost(statements, client, "POST", sample.path, fresh(client, sample)) == WRITE
        where = client.post(sample.path, json=fresh(client, sample)).headers["Location"]
        assert cost(statements, client, "GET", where) == READ
        assert cost(statements, client, "GET", sample.path) == READ
        assert cost(statements, client, "GET", f"{sample.path}?cursor=") == READ
        assert cost(statements, client, "PATCH", where, {}) == CHANGE
        assert cost(statements, client, "DELETE", where) == REMOVE


@pytest.mark.checklist("database.query-performance", proves="long-lists")
def test_a_longer_page_costs_no_more(sample: Sample, database_url: str):
    with (
        recorded() as statements,
        serving({"database_url": database_url}) as url,
        client_of(url) as client,
    ):
        for _ in range(20):
            client.post(sample.path, json=fresh(client, sample))
        one = cost(statements, client, "GET", f"{sample.path}?page_size=1")
        twenty = cost(statements, client, "GET", f"{sample.path}?page_size=20")

    assert one == twenty


@pytest.mark.checklist("database.query-performance", proves="invalid")
def test_what_is_not_valid_costs_nothing(sample: Sample, database_url: str):
    with (
        recorded() as statements,
        serving({"database_url": database_url}) as url,
        client_of(url) as client,
    ):
        assert cost(statements, client, "POST", sample.path, {"no": 1}) == COSTS
        assert cost(statements, client, "GET", f"{sample.path}?page=0") == COSTS


def cost(
    statements: list[Sent],
    client: httpx2.Client,
    method: str,
    url: str,
    body: dict[str, Any] | None = None,
) -> list[str]:
    sleep(_A_MOMENT)
    statements.clear()
    client.request(method, url, json=body)
    sleep(_A_MOMENT)
    return [sent.word for sent in statements]
