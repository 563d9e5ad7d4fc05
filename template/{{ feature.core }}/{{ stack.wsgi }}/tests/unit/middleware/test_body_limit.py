"""What of a body is read, and how much: as a server sees it, which the contract suite can't."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Event
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from app.http.errors import Overloaded, PayloadTooLarge
from app.middleware.body_limit import BodyLimit

LIMIT = 1000
NO_START: Any = None


def environ(method: str, body: bytes, *, length: int | None) -> WSGIEnvironment:
    """With a length, or in chunks."""
    told = {"HTTP_TRANSFER_ENCODING": "chunked"} if length is None else {}
    counted = {} if length is None else {"CONTENT_LENGTH": str(length)}
    return {"REQUEST_METHOD": method, "wsgi.input": BytesIO(body), **told, **counted}


def reading(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
    return [environ["wsgi.input"].read()]


def ignoring(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
    return [b""]


@pytest.mark.parametrize("length", [LIMIT, None], ids=["length", "chunks"])
def test_a_body_of_just_the_limit_is_read(length: int | None):
    body = b"a" * LIMIT
    asked = environ("POST", body, length=length)

    read = BodyLimit(reading, max_bytes=LIMIT, readers=1)(asked, NO_START)

    assert read == [body]


@pytest.mark.parametrize("length", [LIMIT + 1, None], ids=["length", "chunks"])
def test_a_larger_one_is_too_large(length: int | None):
    asked = environ("POST", b"a" * (LIMIT + 1), length=length)

    with pytest.raises(PayloadTooLarge):
        BodyLimit(reading, max_bytes=LIMIT, readers=1)(asked, NO_START)


def test_a_length_that_is_too_large_is_refused_unread():
    asked = environ("POST", b"", length=LIMIT + 1)

    with pytest.raises(PayloadTooLarge):
        BodyLimit(reading, max_bytes=LIMIT, readers=1)(asked, NO_START)


def test_what_an_answer_leaves_unread_is_thrown_away():
    asked = environ("POST", b"a" * LIMIT, length=LIMIT)
    sent = asked["wsgi.input"]

    BodyLimit(ignoring, max_bytes=LIMIT, readers=1)(asked, NO_START)

    assert sent.read() == b""


def test_no_more_is_thrown_away_than_is_reasonable():
    asked = environ("POST", b"a" * 1_000_000, length=None)
    sent = asked["wsgi.input"]

    BodyLimit(ignoring, max_bytes=LIMIT, readers=1)(asked, NO_START)

    assert sent.tell() < 1_000_000


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_where_no_body_belongs_none_is_read(method: str):
    asked = environ(method, b"a" * LIMIT, length=LIMIT)
    sent = asked["wsgi.input"]

    BodyLimit(ignoring, max_bytes=LIMIT, readers=1)(asked, NO_START)

    assert sent.tell() == 0


def test_who_waits_for_a_slow_client_leaves_room_for_others():
    waiting, sent = Event(), Event()

    class Slow(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            waiting.set()
            sent.wait(10)
            return super().read(size)

    limit = BodyLimit(reading, max_bytes=LIMIT, readers=1)
    slow = environ("POST", b"", length=1) | {"wsgi.input": Slow(b"a")}
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(limit, slow, NO_START)
        waiting.wait(10)
        with pytest.raises(Overloaded):
            limit(environ("POST", b"a", length=1), NO_START)
        sent.set()

        assert first.result(10) == [b"a"]
    assert limit(environ("POST", b"a", length=1), NO_START) == [b"a"]
