"""A crash of a running service arrives at a server that speaks Sentry's protocol, and no secret."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from statistics import median
from subprocess import run
from time import monotonic, sleep
from typing import Any, NoReturn
from uuid import uuid4

import httpx2
import pytest
import structlog

from app import __version__
from app.http.answers import ok
from app.http.errors import ServiceUnavailable, TransactionFailed
from app.http.native import Response
from app.infrastructure.error_reporting.events import REFERENCE
from app.infrastructure.error_reporting.reports import PATIENCE
from app.project import NAME
from tests.callers import headers_of
from tests.crashing import LOCAL, SAID
from tests.ingest import Ingest, dsn_of, ingest
from tests.processes import ROOT, SECRET, Process, running
from tests.receiver import away, frozen
from tests.registry import SAMPLES
from tests.serving import serving

SAMPLE = SAMPLES[0]
CRASHING = "tests.crashing"
_SLOW = 2.0
"""Seconds. Half of the answers would take longer, if they waited for it."""
_TO_STOP = 10.0
"""Seconds that a service without reports may take on a busy one."""


def a_row() -> str:
    return f"{SAMPLE.path}/{uuid4()}"


@pytest.fixture
def server() -> Iterator[Ingest]:
    with ingest() as found:
        yield found


@pytest.fixture
def log_of_others() -> Iterator[None]:
    """Later services log where they did before."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def lines_of(service: Process, event: str) -> list[dict[str, Any]]:
    told = [json.loads(line) for line in service.log().splitlines()]
    return [line for line in told if line["event"] == event]


@pytest.mark.checklist("operations.error-reporting", proves="arrives")
def test_a_crash_arrives_with_its_request_its_route_and_its_release(
    database_url: str, server: Ingest
):
    with running(database_url, module=CRASHING, SENTRY_DSN=server.dsn) as service:
        headers = {**headers_of(service.base_url), "X-Request-ID": "crash-1"}
        answer = service.get(a_row(), headers)
        (told,) = server.crashes()
        service.stop()
        (line,) = lines_of(service, "crash")

    route = f"{SAMPLE.path}/{{key}}"
    assert answer.status_code == 500
    assert told["tags"] == {"request_id": "crash-1", "method": "GET", "route": route}
    assert told["transaction"] == f"GET {route}"
    assert told["release"] == f"{NAME}@{__version__}"
    assert told["environment"] == "production"
    assert told["exception"]["values"][-1]["type"] == "RuntimeError"
    assert told["exception"]["values"][-1]["stacktrace"]["frames"][-1]["function"] == "crash"
    assert line[REFERENCE] == told["event_id"]
    assert [post.path for post in server.posts] == ["/api/42/envelope/"]


@pytest.mark.checklist("operations.error-reporting", proves="arrives")
def test_each_worker_tells_of_its_own(database_url: str, server: Ingest):
    with running(database_url, module=CRASHING, SENTRY_DSN=server.dsn, WORKERS="2") as service:
        headers = headers_of(service.base_url)
        for number in range(20):
            service.get(a_row(), {**headers, "X-Request-ID": f"crash-{number}"})
        told = server.crashes(20)

    assert len({each["tags"]["request_id"] for each in told}) == 20


@pytest.mark.checklist("operations.error-reporting", proves="arrives")
def test_what_waits_is_sent_before_the_service_ends(database_url: str, server: Ingest):
    server.pause = 0.3
    with running(database_url, module=CRASHING, SENTRY_DSN=server.dsn) as service:
        headers = headers_of(service.base_url)
        for _ in range(5):
            service.get(a_row(), headers)
        code = service.stop()

    assert code == 0
    assert len(server.raw) == 5


@pytest.mark.checklist("operations.error-reporting", proves="secrets")
def test_no_secret_body_cookie_or_query_is_in_what_is_sent(database_url: str, server: Ingest):
    sent = {name: f"hunter-of-a-{name}" for name in ("query", "cookie", "key", "body", "bearer")}
    with running(database_url, module=CRASHING, SENTRY_DSN=server.dsn) as service:
        own = headers_of(service.base_url)
        hostile = {"Cookie": f"session={sent['cookie']}", "X-Auth-Token": sent["key"]}
        hostile |= {"X-Forwarded-For": "203.0.113.9", "Authorization": f"Bearer {sent['bearer']}"}
        row, headers = a_row(), {**hostile, **own}
        service.get(f"{row}?token={sent['query']}&{sent['query']}", headers)
        body = {next(iter(SAMPLE.fresh())): sent["body"]}
        changed = httpx2.patch(f"{service.base_url}{row}", json=body, headers=headers)
        told = server.crashes(1 if changed.status_code == 400 else 2)

    everything = b"".join(server.raw).decode()
    secrets = {**sent, **own, "local": LOCAL, "said": SAID, "own": SECRET, "id": row[-36:]}
    secrets |= {"database": database_url, "address": "203.0.113.9"}
    values = [value.removeprefix("Bearer ") for value in secrets.values()]
    assert [name for name, value in zip(secrets, values, strict=True) if value in everything] == []
    assert all("data" not in each["request"] for each in told)
    assert all("cookies" not in each["request"] for each in told)
    assert not any("vars" in frame for each in told for frame in _frames(each))
    assert told[0]["request"]["headers"]["user-agent"].startswith("python-httpx2")


@pytest.mark.checklist("operations.error-reporting", proves="crashes-alone")
@pytest.mark.usefixtures("log_of_others")
def test_what_the_contract_has_an_answer_for_is_no_crash(database_url: str, server: Ingest):
    def fail() -> NoReturn:
        raise ServiceUnavailable from ConnectionRefusedError("port 5432")

    def give_up() -> NoReturn:
        raise TransactionFailed

    def answer_late() -> Response:
        sleep(0.6)
        return ok({})

    def crash() -> NoReturn:
        raise RuntimeError("the one that is told")

    routes = {"/away": fail, "/busy": give_up, "/late": answer_late, "/crash": crash}
    paths = [SAMPLE.path, "/nowhere", "/away", "/busy", "/late", "/crash"]
    settings = {"database_url": database_url, "sentry_dsn": server.dsn, "request_timeout": 0.3}
    with serving(settings, {("GET", path): answer for path, answer in routes.items()}) as url:
        statuses = [httpx2.post(f"{url}{SAMPLE.path}", content="{").status_code]
        statuses += [httpx2.delete(f"{url}{SAMPLE.path}").status_code]
        statuses += [httpx2.get(f"{url}{path}?page=0").status_code for path in paths]
        told = server.crashes()

    assert statuses[2] in (400, 401)
    assert statuses[3:] == [404, 503, 503, 504, 500]
    assert [each["tags"]["route"] for each in told] == ["/crash"]


@pytest.mark.checklist("operations.error-reporting", proves="unhurried")
@pytest.mark.parametrize("out_of_reach", [away, frozen])
def test_nobody_waits_for_a_server_that_is_away_or_frozen(
    database_url: str, out_of_reach: Callable[[], AbstractContextManager[str]]
):
    with (
        out_of_reach() as place,
        running(database_url, module=CRASHING, SENTRY_DSN=dsn_of(place)) as service,
    ):
        headers = headers_of(service.base_url)
        taken = []
        for _ in range(10):
            begun = monotonic()
            assert service.get(a_row(), headers).status_code == 500
            taken.append(monotonic() - begun)
        served = service.get(SAMPLE.path, headers).status_code
        begun = monotonic()
        code = service.stop()
        ended = monotonic() - begun

    assert served == 200
    assert median(taken) < _SLOW
    assert code == 0
    assert ended < PATIENCE + _TO_STOP


@pytest.mark.checklist("operations.error-reporting", proves="silent")
def test_without_a_dsn_the_library_is_not_so_much_as_loaded(database_url: str):
    asked = "import sys, app.main; print([name for name in sys.modules if 'sentry' in name])"
    environment = {**os.environ, "DATABASE_URL": database_url, "SENTRY_DSN": ""}

    said = run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        env={**environment, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.splitlines()[-1] == "[]"


@pytest.mark.checklist("operations.error-reporting", proves="silent")
def test_of_a_share_of_nought_nothing_is_sent(database_url: str, server: Ingest):
    settings = {"SENTRY_DSN": server.dsn, "SENTRY_SAMPLE_RATE": "0"}
    with running(database_url, module=CRASHING, **settings) as service:
        answer = service.get(a_row(), headers_of(service.base_url))
        service.stop()
        (line,) = lines_of(service, "crash")

    assert answer.status_code == 500
    assert REFERENCE not in line
    assert server.raw == []


def _frames(event: dict[str, Any]) -> list[dict[str, Any]]:
    values = event["exception"]["values"]
    return [frame for each in values for frame in each["stacktrace"]["frames"]]
