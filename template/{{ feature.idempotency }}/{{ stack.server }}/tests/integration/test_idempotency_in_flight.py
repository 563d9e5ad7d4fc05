"""What a client that sends again too soon is told. On SQLite it waits: one writes at a time."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import httpx2
import pytest

from app.http.answers import ok
from app.http.native import Response
from tests.samples import token
from tests.serving import serving

_PATIENCE = 4


class Slow:
    """A handler that goes on when it is told to."""

    def __init__(self) -> None:
        self.begun, self.go_on = Event(), Event()
        self.times = 0

    def __call__(self) -> Response:
        self.times += 1
        self.begun.set()
        self.go_on.wait(_PATIENCE)
        return ok(self.times, status=201)


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def client(slow: Slow, database_url: str) -> Iterator[httpx2.Client]:
    planted = {("POST", "/slow"): slow, ("POST", "/other"): slow}
    with (
        serving({"database_url": database_url}, planted) as url,
        httpx2.Client(base_url=url, timeout=_PATIENCE) as client,
    ):
        yield client


@contextmanager
def at_work(client: httpx2.Client, slow: Slow, key: str) -> Iterator[Future[httpx2.Response]]:
    """A first request, which is answered once the block has ended."""
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(send, client, "/slow", key)
        assert slow.begun.wait(_PATIENCE)
        try:
            yield first
        finally:
            slow.go_on.set()


def send(client: httpx2.Client, path: str, key: str) -> httpx2.Response:
    return client.post(path, headers={"Idempotency-Key": key})


@pytest.mark.checklist("api.idempotency", proves="race")
def test_who_sends_again_too_soon_is_told_to_wait(client: httpx2.Client, slow: Slow):
    key = token()

    with at_work(client, slow, key) as first:
        early = send(client, "/slow", key)
    late = send(client, "/slow", key)

    assert early.status_code == 409
    assert early.json()["error"]["code"] == "CONFLICT"
    assert early.headers["Retry-After"] == "1"
    assert slow.times == 1
    assert late.content == first.result().content
    assert late.headers["Idempotency-Replayed"] == "true"


@pytest.mark.checklist("api.idempotency", proves="other-body")
def test_another_request_with_the_key_of_one_at_work_is_refused(client: httpx2.Client, slow: Slow):
    key = token()

    with at_work(client, slow, key):
        other = send(client, "/other", key)

    assert other.status_code == 422
    assert other.json()["error"]["code"] == "IDEMPOTENCY_KEY_REUSED"
