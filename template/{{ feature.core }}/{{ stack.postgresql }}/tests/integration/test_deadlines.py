"""What takes too long in PostgreSQL is ended there as well."""

import asyncio

import pytest
from fastapi import APIRouter, FastAPI, Response
from sqlalchemy import text

from app.http.answers import ok
from app.http.routes import ApiRoute
from tests.application import application, client_of
from tests.registry import SAMPLES

pytestmark = pytest.mark.anyio
RUNNING = text("SELECT count(*) AS n FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'")


def slow(database_url: str, **settings: object) -> FastAPI:
    """With a route that takes PostgreSQL eight seconds."""
    app = application(database_url, **settings)
    router = APIRouter(route_class=ApiRoute)

    @router.get("/slow")
    async def sleep() -> Response:
        await app.state.database.fetch_one(text("SELECT pg_sleep(8)"))
        return ok({})

    app.include_router(router)
    return app


@pytest.mark.parametrize(
    "settings",
    [{"database_statement_timeout": 0.2}, {"request_timeout": 0.3}],
    ids=["by the statement's deadline", "by the request's deadline"],
)
async def test_a_slow_statement_is_a_504_and_is_cancelled(
    settings: dict[str, object], database_url: str
):
    app = slow(database_url, **settings)

    async with client_of(app) as client:
        answer = await client.get("/slow")
        await asyncio.sleep(1)
        left = await app.state.database.fetch_one(RUNNING)

    assert answer.status_code == 504
    assert left.n == 0


async def test_an_exhausted_pool_is_a_503_and_leaks_nothing(database_url: str):
    patience = {"database_pool_size": 3, "database_pool_timeout": 0.2}
    app = slow(database_url, database_statement_timeout=1, **patience)

    async with client_of(app) as client:
        answers = await asyncio.gather(*(client.get("/slow") for _ in range(20)))
        after = await asyncio.gather(*(client.get(SAMPLES[0].path) for _ in range(20)))

    statuses = [answer.status_code for answer in answers]
    assert statuses.count(504) == 3
    assert statuses.count(503) == 17
    assert {answer.status_code for answer in after} == {200}
