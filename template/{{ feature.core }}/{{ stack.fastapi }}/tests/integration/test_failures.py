"""Crashes, conflicts of transactions, deadlines and overload, planted in the application."""

import asyncio
import json

import pytest
from fastapi import APIRouter, FastAPI, Response

from app.http.answers import ok
from app.http.errors import ServiceUnavailable
from app.http.routes import ApiRoute
from app.infrastructure.database.errors import TransactionFailed
from app.infrastructure.unit_of_work import ATTEMPTS
from tests.application import application, client_of
from tests.registry import SAMPLES

pytestmark = pytest.mark.anyio
SAMPLE = SAMPLES[0]


def planted(database_url: str, **settings: object) -> tuple[FastAPI, APIRouter]:
    """An application, and a router for more routes; include it when they are on it."""
    return application(database_url, **settings), APIRouter(route_class=ApiRoute)


async def test_a_crash_is_a_plain_500_with_its_cause_in_the_log(
    database_url: str, capfdbinary: pytest.CaptureFixture[bytes]
):
    app, router = planted(database_url)

    @router.get("/crash")
    async def crash() -> Response:
        raise RuntimeError("the cause: postgresql://app:hunter2@host/name")

    app.include_router(router)
    async with client_of(app) as client:
        answer = await client.get("/crash", headers={"X-Request-ID": "crash-1"})

    lines = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    told = next(line for line in lines if line["event"] == "crash")
    assert answer.status_code == 500
    assert answer.json()["error"] == {
        "code": "INTERNAL_ERROR",
        "message": "Something went wrong on our side.",
    }
    assert answer.headers["X-Request-ID"] == told["request_id"] == "crash-1"
    assert "the cause" in told["exception"][0]["exc_value"]
    assert "hunter2" not in json.dumps(lines)


async def test_a_failure_after_the_write_leaves_nothing(
    database_url: str, monkeypatch: pytest.MonkeyPatch
):
    app = application(database_url)
    service = getattr(app.state, SAMPLE.name)
    create, kept = service.create, []

    async def create_and_fail(new: object) -> None:
        kept.append(await create(new))
        raise RuntimeError("after the write")

    monkeypatch.setattr(service, "create", create_and_fail)
    async with client_of(app) as client:
        answer = await client.post(SAMPLE.path, json=SAMPLE.fresh())
        found = await client.get(f"{SAMPLE.path}/{kept[0].id}")

    assert answer.status_code == 500
    assert found.status_code == 404


async def test_a_transaction_that_was_given_up_is_tried_again(database_url: str):
    app, router = planted(database_url)
    attempts: list[int] = []

    @router.post("/flaky")
    async def flaky() -> Response:
        attempts.append(1)
        if len(attempts) < ATTEMPTS:
            raise TransactionFailed
        return ok({})

    app.include_router(router)
    async with client_of(app) as client:
        answer = await client.post("/flaky")

    assert answer.status_code == 200
    assert len(attempts) == ATTEMPTS


async def test_a_transaction_that_never_succeeds_is_a_503(database_url: str):
    app, router = planted(database_url)

    @router.post("/hopeless")
    async def hopeless() -> Response:
        raise TransactionFailed

    app.include_router(router)
    async with client_of(app) as client:
        answer = await client.post("/hopeless")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "1"


async def test_the_cause_of_a_503_is_in_the_log(
    database_url: str, capfdbinary: pytest.CaptureFixture[bytes]
):
    app, router = planted(database_url)

    @router.get("/away")
    async def away() -> Response:
        raise ServiceUnavailable from ConnectionRefusedError("port 5432")

    app.include_router(router)
    async with client_of(app) as client:
        await client.get("/away")

    lines = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert "port 5432" in lines[-1]["cause"]


async def test_a_request_that_takes_too_long_is_a_504(database_url: str):
    app, router = planted(database_url, request_timeout=0.1)

    @router.get("/slow")
    async def slow() -> Response:
        await asyncio.sleep(10)
        return ok({})

    app.include_router(router)
    async with client_of(app) as client:
        answer = await client.get("/slow")

    assert answer.status_code == 504
    assert answer.json()["error"]["code"] == "DEADLINE_EXCEEDED"


async def test_more_than_can_be_let_in_is_refused_at_once(database_url: str):
    app, router = planted(database_url, max_in_flight=3)
    release = asyncio.Event()

    @router.get("/wait")
    async def wait() -> Response:
        await release.wait()
        return ok({})

    app.include_router(router)
    async with client_of(app) as client:
        let_in = [asyncio.create_task(client.get("/wait")) for _ in range(3)]
        await asyncio.sleep(0.05)
        refused = await asyncio.gather(*(client.get("/wait") for _ in range(5)))
        live = await client.get("/health/live")
        release.set()
        answered = await asyncio.gather(*let_in)
        after = await client.get("/wait")

    assert [answer.json()["error"]["code"] for answer in refused] == ["OVERLOADED"] * 5
    assert {answer.status_code for answer in refused} == {503}
    assert all(answer.headers["Retry-After"] for answer in refused)
    assert live.status_code == 200
    assert [answer.status_code for answer in [*answered, after]] == [200] * 4
