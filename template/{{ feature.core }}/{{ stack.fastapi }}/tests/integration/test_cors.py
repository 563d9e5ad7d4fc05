"""Which web pages of other origins may call."""

from typing import Any

import httpx2
import pytest

from tests.application import application, client_of

pytestmark = pytest.mark.anyio
FRIEND, STRANGER = "https://app.example.com", "https://evil.example"


async def preflight(database_url: str, origin: str, **settings: Any) -> httpx2.Response:
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    async with client_of(application(database_url, **settings)) as client:
        return await client.options("/health/live", headers=headers)


async def test_an_origin_of_the_list_is_let_in(database_url: str):
    answer = await preflight(database_url, FRIEND, cors_origins=[FRIEND])

    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == FRIEND


async def test_another_origin_is_refused_in_the_envelope(database_url: str):
    answer = await preflight(database_url, STRANGER, cors_origins=[FRIEND])

    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "FORBIDDEN"
    assert "Access-Control-Allow-Origin" not in answer.headers


async def test_a_page_of_the_list_may_read_the_answer(database_url: str):
    async with client_of(application(database_url, cors_origins=[FRIEND])) as client:
        friendly = await client.get("/health/live", headers={"Origin": FRIEND})
        strange = await client.get("/health/live", headers={"Origin": STRANGER})

    assert friendly.headers["Access-Control-Allow-Origin"] == FRIEND
    assert "ETag" in friendly.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Origin" not in strange.headers
