"""Requests that no client library sends: refused or ignored, and the service goes on."""

import json

import pytest
from httpx2 import Client

from tests.contract import promises, wire
from tests.contract.answers import data_of
from tests.contract.wire import request
from tests.parents import fresh
from tests.samples import Sample

CHUNKED = ("Content-Type: application/json", "Transfer-Encoding: chunked")
BROKEN = {
    "binary": bytes(range(256)),
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "no version": b"GET /health/live\r\n\r\n",
    "another version": b"GET /health/live HTTP/9.9\r\nHost: test\r\n\r\n",
    "a NUL in the path": request("GET", "/health/live\0"),
    "a blank in the path": request("GET", "/health /live"),
    "a byte in the path": request("GET", "/health/\xff\xfe"),
    "a header without a name": request("GET", "/health/live", ": value"),
    "a header without a colon": request("GET", "/health/live", "value"),
    "a blank before the colon": request("GET", "/health/live", "X-A : b"),
    "a NUL in a header": request("GET", "/health/live", "X-Request-ID: a\0b"),
    "a lone line feed in a header": request("GET", "/health/live", "X-A: a\nX-B: b"),
    "100 kB of one header": request("GET", "/health/live", f"X-A: {'a' * 100_000}"),
    "5,000 headers": request("GET", "/health/live", *(f"X-{n}: a" for n in range(5000))),
    "100 kB of path": request("GET", f"/{'a' * 100_000}"),
    "a method with a NUL": request("GE\0T", "/health/live"),
    "10 kB of method": request("A" * 10_000, "/health/live"),
}
FRAMES = {
    "a chunk size in no number": (*CHUNKED, b"zz\r\n{}\r\n0\r\n\r\n"),
    "a negative chunk size": (*CHUNKED, b"-1\r\n{}\r\n0\r\n\r\n"),
    "a chunk size beyond 64 bits": (*CHUNKED, b"fffffffffffffffff\r\n{}\r\n0\r\n\r\n"),
    "a chunk without its end": (*CHUNKED, b"2\r\n{}xx0\r\n\r\n"),
    "a length in no number": ("Content-Type: application/json", "Content-Length: x", b"{}"),
    "a negative length": ("Content-Type: application/json", "Content-Length: -1", b"{}"),
    "two lengths": (*CHUNKED[:1], "Content-Length: 2", "Content-Length: 3", b"{} "),
    "an unknown coding": (*CHUNKED[:1], "Transfer-Encoding: rot13", b"2\r\n{}\r\n0\r\n\r\n"),
}


@pytest.mark.parametrize("sent", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_broken_is_refused(base_url: str, client: Client, sent: bytes) -> None:
    answer = wire.exchange(base_url, sent)

    assert answer.status in (0, 200, 400, 404, 405, 414, 431, 501, 505)
    _assert_an_envelope_or_nothing(answer)
    data_of(client.get("/health/live"))


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES.keys())
def test_a_body_in_a_broken_frame_is_refused(
    base_url: str,
    client: Client,
    caller: list[str],
    sample: Sample,
    frame: tuple[str | bytes, ...],
) -> None:
    headers = [*caller, *(part for part in frame if isinstance(part, str))]
    body = b"".join(part for part in frame if isinstance(part, bytes))

    answer = wire.exchange(base_url, request("POST", sample.path, *headers, body=body))

    assert answer.status in (0, 400, 501)
    _assert_an_envelope_or_nothing(answer)
    data_of(client.get("/health/live"))


def test_a_length_and_chunks_smuggle_nothing(
    base_url: str, caller: list[str], sample: Sample
) -> None:
    smuggled = request("GET", "/smuggled")
    headers = ("Content-Type: application/json", "Content-Length: 5", "Transfer-Encoding: chunked")
    first = request("POST", sample.path, *caller, *headers, body=b"0\r\n\r\n")

    answer = wire.exchange(base_url, first.replace(b"Connection: close\r\n", b""), smuggled)

    assert answer.status in (0, 400)


def test_a_body_in_small_pieces_is_read(
    base_url: str, client: Client, caller: list[str], sample: Sample
) -> None:
    body = json.dumps(fresh(client, sample)).encode()
    pieces = [
        b"%x\r\n%b\r\n" % (len(body[n : n + 7]), body[n : n + 7]) for n in range(0, len(body), 7)
    ]

    head = request("POST", sample.path, *caller, *CHUNKED)
    answer = wire.exchange(base_url, head, *pieces, b"0\r\n\r\n")

    assert answer.status == 201


def test_half_a_body_creates_nothing(
    base_url: str, client: Client, caller: list[str], sample: Sample
) -> None:
    body = json.dumps(fresh(client, sample)).encode()
    headers = (*caller, "Content-Type: application/json", f"Content-Length: {len(body)}")

    for cut in (0, 1, len(body) // 2, len(body) - 1):
        wire.abandon(base_url, request("POST", sample.path, *headers, body=body[:cut]))

    assert client.post(sample.path, json=json.loads(body)).status_code == 201


def test_a_client_that_sends_too_much_before_it_reads_sees_why(
    base_url: str, caller: list[str], sample: Sample
) -> None:
    size = 10 * 1024 * 1024
    headers = (*caller, "Content-Type: application/json", f"Content-Length: {size}")

    answer = wire.exchange(base_url, request("POST", sample.path, *headers), b" " * size)

    assert answer.status == 413
    assert answer.error["code"] == "PAYLOAD_TOO_LARGE"


def test_half_a_head_does_no_harm(base_url: str, client: Client) -> None:
    for _ in range(20):
        wire.abandon(base_url, b"GET /health/live HTTP/1.1\r\nHost: te")

    data_of(client.get("/health/live"))


def test_a_client_that_asks_first_is_told_to_go_on(
    base_url: str, client: Client, caller: list[str], sample: Sample
) -> None:
    body = json.dumps(fresh(client, sample)).encode()
    headers = (*caller, "Content-Type: application/json", f"Content-Length: {len(body)}")

    answer = wire.exchange(
        base_url, request("POST", sample.path, *headers, "Expect: 100-continue"), body
    )

    assert answer.status in (100, 201)
    assert b"201" in answer.body or answer.status == 201


def test_an_address_of_another_host_is_no_other_host(base_url: str) -> None:
    answer = wire.exchange(base_url, request("GET", "http://evil.example/health/live/"))

    assert answer.status in (0, 400, 404)
    assert "evil" not in answer.head
    assert b"evil" not in answer.body


@pytest.mark.parametrize("method", ["get", "BREW", "PROPFIND", "M-SEARCH"])
def test_an_odd_method_is_not_allowed(base_url: str, method: str) -> None:
    answer = wire.exchange(base_url, request(method, "/health/live"))

    assert answer.status == 405
    assert answer.error["code"] == "METHOD_NOT_ALLOWED"
    assert set(answer.header("Allow").split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("name", ["a\tb", "\xff\xfe", "a\x7fb", "\x1b[31m", "a\rb"])
def test_a_request_id_of_odd_bytes_is_not_kept(base_url: str, name: str) -> None:
    answer = wire.exchange(base_url, request("GET", "/nothing", f"X-Request-ID: {name}"))

    assert answer.status in (400, 404)
    assert name not in answer.head


def test_http_1_0_is_answered(base_url: str) -> None:
    answer = wire.exchange(base_url, b"GET /health/live HTTP/1.0\r\n\r\n")

    assert answer.status == 200
    assert promises.is_success(json.loads(answer.body))


@pytest.mark.checklist("security.security-headers", proves="server")
def test_an_answer_does_not_name_its_server(base_url: str) -> None:
    for path in ("/health/live", "/nothing", "/\xff"):
        head = wire.exchange(base_url, request("GET", path)).head.lower()

        assert "granian" not in head
        assert "uvicorn" not in head
        assert "gunicorn" not in head
        assert "python" not in head


def _assert_an_envelope_or_nothing(answer: wire.Answer) -> None:
    if b"{" in answer.body:
        body = json.loads(answer.body)
        assert (promises.is_success if body["success"] else promises.is_failure)(body)
    assert b"Traceback" not in answer.body
