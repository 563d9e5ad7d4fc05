"""How many statements a request costs: one, and BEGIN and COMMIT around a write."""

import asyncio

import httpx2
import pytest

from tests.application import application, client_of
from tests.registry import SAMPLES
from tests.samples import Sample
from tests.statements import recorded

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES]),
]
_A_MOMENT = 0.01
"""Seconds. asyncpg tells of a statement a moment after it has run."""

WRITE = ["BEGIN", "INSERT", "COMMIT"]
CHANGE = ["BEGIN", "SELECT", "UPDATE", "COMMIT"]
REMOVE = ["BEGIN", "SELECT", "DELETE", "COMMIT"]


async def test_each_request_costs_what_it_must(
    sample: Sample, database_url: str, monkeypatch: pytest.MonkeyPatch
):
    with recorded(monkeypatch) as statements:
        async with client_of(application(database_url)) as client:
            assert await cost(statements, client, "POST", sample.path, sample.fresh()) == WRITE
            made = await client.post(sample.path, json=sample.fresh())
            where, patch = made.headers["Location"], {}
            assert await cost(statements, client, "GET", where) == ["SELECT"]
            assert await cost(statements, client, "GET", sample.path) == ["SELECT"]
            assert await cost(statements, client, "GET", f"{sample.path}?cursor=") == ["SELECT"]
            assert await cost(statements, client, "PATCH", where, patch) == CHANGE
            assert await cost(statements, client, "DELETE", where) == REMOVE


async def test_what_is_not_valid_costs_nothing(
    sample: Sample, database_url: str, monkeypatch: pytest.MonkeyPatch
):
    with recorded(monkeypatch) as statements:
        async with client_of(application(database_url)) as client:
            assert await cost(statements, client, "POST", sample.path, {"no": 1}) == []
            assert await cost(statements, client, "GET", f"{sample.path}?page=0") == []


async def cost(
    statements: list[str],
    client: httpx2.AsyncClient,
    method: str,
    url: str,
    body: dict[str, object] | None = None,
) -> list[str]:
    await asyncio.sleep(_A_MOMENT)
    statements.clear()
    await client.request(method, url, json=body)
    await asyncio.sleep(_A_MOMENT)
    return [said for said in statements if said != "PRAGMA"]
