"""Crashes, conflicts of transactions, deadlines and overload, planted in the service."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from threading import Event, Semaphore
from time import sleep
from typing import Any, NoReturn

import httpx2
import pytest
import structlog

from app import features
from app.http.answers import ok
from app.http.errors import Conflict, ServiceUnavailable, TransactionFailed
from app.http.native import Response
from tests.callers import client_of
from tests.registry import SAMPLES
from tests.serving import serving

SAMPLE = SAMPLES[0]
Lines = Callable[[], list[dict[str, Any]]]


@contextmanager
def planted(
    database_url: str,
    routes: Mapping[tuple[str, str], Callable[[], Response]],
    **settings: Any,
) -> Iterator[httpx2.Client]:
    """A client of a service that has these routes too."""
    with (
        serving({"database_url": database_url, **settings}, routes) as url,
        httpx2.Client(base_url=url) as client,
    ):
        yield client


@pytest.fixture
def log(capfdbinary: pytest.CaptureFixture[bytes]) -> Iterator[Lines]:
    """What a service has logged, once it has stopped. Later ones log where they did before."""
    before = structlog.get_config()
    yield lambda: [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    structlog.configure(**before)


class Crashing:
    """Middleware of the service's own, that has a fault."""

    def __init__(self, app: object, *, settings: object) -> None:
        pass

    def __call__(self, *_: object) -> NoReturn:
        raise RuntimeError("the cause")


def crash() -> NoReturn:
    raise RuntimeError("the cause: postgresql://app:hunter2@host/name")


@pytest.mark.checklist("api.error-handling", proves="crash")
def test_a_crash_is_a_500_with_its_cause_in_the_log(database_url: str, log: Lines):
    with planted(database_url, {("GET", "/crash"): crash}) as client:
        answer = client.get("/crash", headers={"X-Request-ID": "crash-1"})

    told = next(line for line in log() if line["event"] == "crash")
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "INTERNAL_ERROR"
    assert answer.headers["X-Request-ID"] == told["request_id"] == "crash-1"
    assert "the cause" in told["exception"][0]["exc_value"]


@pytest.mark.checklist("api.error-handling", proves="middleware-crash")
def test_a_crash_of_middleware_is_answered_and_told_alike(
    database_url: str, log: Lines, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(features, "MIDDLEWARE", (Crashing,))
    with planted(database_url, {}) as client:
        answer = client.get("/health/live", headers={"X-Request-ID": "crash-2"})

    told = next(line for line in log() if line["event"] == "crash")
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "INTERNAL_ERROR"
    assert answer.headers["X-Request-ID"] == told["request_id"] == "crash-2"
    assert "the cause" in told["exception"][0]["exc_value"]


@pytest.mark.checklist("security.error-messages", proves="crash")
def test_a_crash_tells_nothing_of_its_cause(database_url: str):
    with planted(database_url, {("GET", "/crash"): crash}) as client:
        answer = client.get("/crash")

    assert answer.json()["error"]["message"] == "Something went wrong on our side."
    assert not re.search("cause|hunter2|RuntimeError|Traceback", str(answer.headers) + answer.text)


@pytest.mark.checklist("security.log-redaction", proves="connection-strings")
def test_a_crash_is_logged_without_passwords(database_url: str, log: Lines):
    with planted(database_url, {("GET", "/crash"): crash}) as client:
        client.get("/crash")

    told = json.dumps(log())
    assert "@host/name" in told
    assert "hunter2" not in told


@pytest.mark.checklist("business-logic.specific-errors", proves="own")
def test_an_error_of_a_slice_is_answered_in_its_own_words(database_url: str):
    class SoldOut(Conflict):
        code, message = "SOLD_OUT", "The last one is gone."

    def refuse() -> NoReturn:
        raise SoldOut(details={"left": 0})

    with planted(database_url, {("POST", "/buy"): refuse}) as client:
        answer = client.post("/buy")

    assert answer.status_code == 409
    assert answer.json()["error"] == {
        "code": "SOLD_OUT",
        "message": "The last one is gone.",
        "details": {"left": 0},
    }


@pytest.mark.checklist("database.transactions", proves="all-or-nothing")
def test_a_failure_after_the_write_leaves_nothing(
    database_url: str, monkeypatch: pytest.MonkeyPatch
):
    written: list[Any] = []

    def fail(entity: Any, *_: object) -> NoReturn:
        written.append(entity)
        raise RuntimeError("after the write")

    controller = import_module(f"app.domain.{SAMPLE.name}.controller")
    monkeypatch.setattr(controller, "created", fail)
    with serving({"database_url": database_url}) as url, client_of(url) as client:
        answer = client.post(SAMPLE.path, json=SAMPLE.fresh())
        found = client.get(f"{SAMPLE.path}/{written[0].id}")

    assert answer.status_code == 500
    assert found.status_code == 404


@pytest.mark.checklist("database.transactions", proves="retries")
def test_a_transaction_that_was_given_up_is_tried_again(database_url: str):
    attempts: list[int] = []

    def succeed_at_last() -> Response:
        attempts.append(1)
        if len(attempts) < 3:
            raise TransactionFailed
        return ok({})

    with planted(database_url, {("POST", "/flaky"): succeed_at_last}) as client:
        answer = client.post("/flaky")

    assert answer.status_code == 200
    assert len(attempts) == 3


@pytest.mark.checklist("database.transactions", proves="retries")
def test_a_transaction_that_never_succeeds_is_a_503(database_url: str):
    attempts: list[int] = []

    def fail() -> NoReturn:
        attempts.append(1)
        raise TransactionFailed

    with planted(database_url, {("POST", "/hopeless"): fail}) as client:
        answer = client.post("/hopeless")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "1"
    assert len(attempts) == 3


@pytest.mark.checklist("api.error-handling", proves="dependency")
def test_the_cause_of_a_503_is_in_the_log(database_url: str, log: Lines):
    def fail() -> NoReturn:
        raise ServiceUnavailable from ConnectionRefusedError("port 5432")

    with planted(database_url, {("GET", "/away"): fail}) as client:
        answer = client.get("/away")

    told = next(line for line in log() if line.get("route") == "/away")
    assert answer.status_code == 503
    assert "port 5432" in told["cause"]


def test_a_request_that_takes_too_long_is_a_504(database_url: str):
    def answer_late() -> Response:
        sleep(0.5)
        return ok({})

    with planted(database_url, {("GET", "/slow"): answer_late}, request_timeout=0.1) as client:
        answer = client.get("/slow")

    assert answer.status_code == 504
    assert answer.json()["error"]["code"] == "DEADLINE_EXCEEDED"


def test_more_than_can_be_let_in_is_refused_at_once(database_url: str):
    arrived, released = Semaphore(0), Event()

    def wait() -> Response:
        arrived.release()
        released.wait(10)
        return ok({})

    with (
        planted(database_url, {("GET", "/wait"): wait}, max_in_flight=3) as client,
        ThreadPoolExecutor(3) as pool,
    ):
        let_in = [pool.submit(client.get, "/wait") for _ in range(3)]
        all_in = [arrived.acquire(timeout=5) for _ in let_in]
        refused = [client.get("/wait") for _ in range(5)]
        live = client.get("/health/live")
        released.set()
        answered = [each.result() for each in let_in]
        after = client.get("/wait")

    assert all_in == [True] * 3
    assert [answer.json()["error"]["code"] for answer in refused] == ["OVERLOADED"] * 5
    assert {answer.status_code for answer in refused} == {503}
    assert all(answer.headers["Retry-After"] for answer in refused)
    assert live.status_code == 200
    assert [answer.status_code for answer in [*answered, after]] == [200] * 4
