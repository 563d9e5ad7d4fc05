"""Requests that are written down, sent to a service byte by byte; and what it answers, so that it
can be compared with what another service answers.

A line of `tests/service/exchanges/requests.jsonl` is one request:

    send      the method and the target, as they are sent
    headers   lines, beside Host and Connection
    json      a body to be written as JSON; or `text`, or `base64`
    type      its media type; application/json where nothing is said, none where it is null
    chunked   whether the body goes without a length
    keep      a name for what comes back, for later requests: `company.1`
    differs   why the frameworks may answer this one differently

In all of it `{company.1}` is the identifier that was answered, `{company.1.etag}` and
`{company.1.cursor}` are what their names say, and `{x*200}` is x two hundred times.
"""

import json
import re
import socket
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Any, NamedTuple

REQUESTS = Path(__file__).parent.parent / "service" / "exchanges" / "requests.jsonl"

_PATIENCE = 15
_PIECE = 65536
_KEPT = re.compile(r"\{([a-z]+\.\d+(?:\.[a-z]+)?)\}")
_REPEATED = re.compile(r"\{([^{}]+?)\*(\d+)\}")
_OURS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_MOMENT = re.compile(r'(?<="timestamp":")[^"]*|(?<="(?:cre|upd)ated_at":")[^"]*')
_MASKS = (
    (re.compile(r'("request_id":")[0-9a-f]{32}"'), r'\1{request id}"'),
    (re.compile(r'("latency_ms":)[0-9.]+'), r"\1{latency}"),
    (re.compile(r'("next_cursor":")[\w-]+"'), r'\1{cursor}"'),
)
_DIGIT = re.compile(r"\d")


class Request(NamedTuple):
    """As it is written down."""

    number: int
    line: dict[str, Any]

    def __str__(self) -> str:
        return f"line {self.number}: {json.dumps(self.line, ensure_ascii=False)[:1000]}"


class Answer(NamedTuple):
    """What of an answer is the same each time, on each framework."""

    status: int
    headers: list[str]
    body: str

    def __str__(self) -> str:
        return "\n".join([str(self.status), *self.headers, "", self.body])


def requests(file: Path = REQUESTS) -> list[Request]:
    lines = file.read_text(encoding="utf-8").split("\n")
    return [Request(n, json.loads(line)) for n, line in enumerate(lines, start=1) if line]


def answers_of(port: int, asked: Iterable[Request]) -> Iterator[Answer]:
    """Of the service that listens there, one after the other, each on a connection of its own."""
    transcript = Transcript()
    for request in asked:
        yield transcript.ask(port, request)


class Transcript:
    """What a service has said so far, as far as later requests refer to it."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def ask(self, port: int, request: Request) -> Answer:
        method = request.line["send"].partition(" ")[0]
        status, headers, body = _exchange(port, method, self._written(request.line))
        if name := request.line.get("keep"):
            self._keep(name, headers, body)
        return self._masked(request.number, status, headers, body)

    def _written(self, line: dict[str, Any]) -> Iterator[bytes]:
        """The head, then the body in pieces."""
        body = self._body_of(line)
        head = [f"{self._filled(line['send'])} HTTP/1.1"]
        given = [self._filled(header) for header in line.get("headers", [])]
        if body is not None and line.get("type", "") is not None:
            given.append(f"Content-Type: {line.get('type', 'application/json')}")
        if line.get("chunked"):
            given.append("Transfer-Encoding: chunked")
        elif body is not None:
            given.append(f"Content-Length: {len(body)}")
        if not any(header.startswith("Host:") for header in given):
            head.append("Host: service")
        lines = [*head, "Connection: close", *given, "", ""]
        yield "\r\n".join(lines).encode("latin-1")
        for start in range(0, len(body or b""), _PIECE):
            piece = (body or b"")[start : start + _PIECE]
            yield b"%x\r\n%b\r\n" % (len(piece), piece) if line.get("chunked") else piece
        if line.get("chunked"):
            yield b"0\r\n\r\n"

    def _body_of(self, line: dict[str, Any]) -> bytes | None:
        if "base64" in line:
            return b64decode(line["base64"])
        if "json" in line:
            return self._filled(json.dumps(line["json"], ensure_ascii=False)).encode()
        return self._filled(line["text"]).encode() if "text" in line else None

    def _filled(self, text: str) -> str:
        text = _KEPT.sub(lambda found: self._kept.get(found[1], "nothing"), text)
        return _REPEATED.sub(lambda found: found[1] * int(found[2]), text)

    def _keep(self, name: str, headers: list[tuple[str, str]], body: str) -> None:
        with suppress(ValueError, KeyError, TypeError):
            self._kept[name] = json.loads(body)["data"]["id"]
        with suppress(ValueError, KeyError, TypeError):
            self._kept[f"{name}.cursor"] = json.loads(body)["meta"]["pagination"]["next_cursor"]
        self._kept |= {f"{name}.etag": value for key, value in headers if key == "etag"}

    def _masked(
        self, number: int, status: int, headers: list[tuple[str, str]], body: str
    ) -> Answer:
        sent = dict(headers)
        shown = [f"{name}: {_of_header(name, value)}" for name, value in headers if name != "date"]
        text = body
        if f'"request_id":"{sent.get("x-request-id")}"' not in body:
            text = body.replace('"request_id":"', '"request_id":"not that of the header: ')
        for pattern, instead in _MASKS:
            text = pattern.sub(instead, text)
        text = _MOMENT.sub(lambda found: _DIGIT.sub("0", found[0]), text)
        named = partial(_OURS.sub, partial(self._name_of, number))
        return Answer(status, sorted(map(named, shown)), named(text))

    def _name_of(self, number: int, found: re.Match[str]) -> str:
        """An identifier of ours by the line that it first came up for: which row it is."""
        if found[0] not in self._names:
            before = sum(name.startswith(f"{{row {number}.") for name in self._names.values())
            self._names[found[0]] = f"{{row {number}.{before + 1}}}"
        return self._names[found[0]]


def _of_header(name: str, value: str) -> str:
    if name == "x-request-id":
        return re.sub(r"[0-9a-f]{32}", "{request id}", value)
    if name == "ratelimit":
        return re.sub(r"(?<=[rt]=)\d+", "{left}", value)
    return "{length}" if name == "content-length" else value


def _exchange(
    port: int, method: str, parts: Iterable[bytes]
) -> tuple[int, list[tuple[str, str]], str]:
    """Status 0 where nothing came back that is HTTP."""
    with socket.create_connection(("127.0.0.1", port), _PATIENCE) as connection:
        with suppress(ConnectionError):  # a server may hang up in the middle of a request
            for part in parts:
                connection.sendall(part)
        answer = HTTPResponse(connection, method=method)
        try:
            answer.begin()
            body = answer.read()
        except (HTTPException, ConnectionError) as error:
            return 0, [], type(error).__name__
        headers = [(name.lower(), value) for name, value in answer.getheaders()]
        return answer.status, headers, body.decode("utf-8", "backslashreplace")
