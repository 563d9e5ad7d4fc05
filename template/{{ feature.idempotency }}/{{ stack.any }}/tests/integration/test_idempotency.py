"""What is kept of an answer and what is not: by handlers that are planted, and count themselves."""

from collections.abc import Iterator

import httpx2
import pytest

from app.http.answers import no_content, ok
from app.http.errors import Conflict
from app.http.native import Response
from tests.samples import token
from tests.serving import serving

ITEM = "api.idempotency"
REPLAYED = "Idempotency-Replayed"


class Handlers:
    def __init__(self) -> None:
        self.times = 0

    def fail_first(self) -> Response:
        self.times += 1
        if self.times == 1:
            raise Conflict
        return ok(self.times)

    def crash_first(self) -> Response:
        self.times += 1
        if self.times == 1:
            raise RuntimeError("a bug")
        return ok(self.times)

    def refuse_first(self) -> Response:
        self.times += 1
        return ok(self.times, status=409 if self.times == 1 else 200)

    def say_nothing(self) -> Response:
        self.times += 1
        return no_content(headers={"X-Of-Mine": "kept"})

    def tell_a_secret(self) -> Response:
        self.times += 1
        return ok(self.times, headers={"Cache-Control": "private, no-store"})

    def set_a_cookie(self) -> Response:
        self.times += 1
        return ok(self.times, headers={"Set-Cookie": "session=1"})


@pytest.fixture
def handlers() -> Handlers:
    return Handlers()


@pytest.fixture
def client(handlers: Handlers, database_url: str) -> Iterator[httpx2.Client]:
    planted = {
        ("POST", f"/{name.replace('_', '-')}"): getattr(handlers, name)
        for name in vars(Handlers)
        if not name.startswith("__")
    }
    settings = {"database_url": database_url}
    with serving(settings, planted) as url, httpx2.Client(base_url=url) as client:
        yield client


def send(client: httpx2.Client, path: str, key: str) -> httpx2.Response:
    return client.post(path, headers={"Idempotency-Key": key})


@pytest.mark.checklist(ITEM, proves="failures")
@pytest.mark.parametrize(
    ("path", "status"), [("/fail-first", 409), ("/crash-first", 500), ("/refuse-first", 409)]
)
def test_after_a_failure_the_key_works(
    client: httpx2.Client, handlers: Handlers, path: str, status: int
):
    key = token()

    answers = [send(client, path, key) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [status, 200, 200]
    assert [REPLAYED in answer.headers for answer in answers] == [False, False, True]
    assert handlers.times == 2


@pytest.mark.checklist(ITEM, proves="replay")
def test_an_answer_without_a_body_is_told_again(client: httpx2.Client, handlers: Handlers):
    key = token()

    answers = [send(client, "/say-nothing", key) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [204, 204]
    assert [answer.content for answer in answers] == [b"", b""]
    assert [answer.headers["X-Of-Mine"] for answer in answers] == ["kept", "kept"]
    assert handlers.times == 1


@pytest.mark.parametrize("path", ["/tell-a-secret", "/set-a-cookie"])
def test_what_nobody_else_may_have_is_not_kept(
    client: httpx2.Client, handlers: Handlers, path: str
):
    key = token()

    answers = [send(client, path, key) for _ in range(2)]

    assert [answer.json()["data"] for answer in answers] == [1, 2]
    assert not any(REPLAYED in answer.headers for answer in answers)
