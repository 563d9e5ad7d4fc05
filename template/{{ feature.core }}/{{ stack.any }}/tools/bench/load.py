"""A client that costs little: keep-alive connections that send one request after another."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import perf_counter

Make = Callable[[], bytes]


@dataclass
class Outcome:
    """What came of a run."""

    latencies: list[float] = field(default_factory=list)
    """Seconds, one for each answer."""
    statuses: dict[int, int] = field(default_factory=dict)
    seconds: float = 0

    @property
    def answers(self) -> int:
        return len(self.latencies)

    def quantile(self, share: float) -> float:
        return sorted(self.latencies)[int(share * (self.answers - 1))]


class _Connection(asyncio.Protocol):
    def __init__(self, make: Make, outcome: Outcome, end: float) -> None:
        self._make, self._outcome, self._end = make, outcome, end
        self._buffer = b""
        self._transport: asyncio.Transport | None = None
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, found, body = self._buffer.partition(b"\r\n\r\n")
        if not found or len(body) < _content_length(head):
            return
        self._buffer = b""
        status = int(head[9:12])
        self._outcome.statuses[status] = self._outcome.statuses.get(status, 0) + 1
        self._outcome.latencies.append(perf_counter() - self._sent)
        self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)

    def _send(self) -> None:
        if self._transport is None:
            return
        self._sent = perf_counter()
        if self._sent >= self._end:
            self._transport.close()
        else:
            self._transport.write(self._make())


def run(make: Make, *, port: int, connections: int, seconds: float) -> Outcome:
    """Sends what `make` gives, over and over, to a server on this machine."""
    return asyncio.run(_run(make, port, connections, seconds))


async def _run(make: Make, port: int, connections: int, seconds: float) -> Outcome:
    outcome, begun = Outcome(), perf_counter()
    end = begun + seconds
    loop = asyncio.get_running_loop()
    opened = [
        await loop.create_connection(lambda: _Connection(make, outcome, end), "127.0.0.1", port)
        for _ in range(connections)
    ]
    await asyncio.gather(*(protocol.done for _, protocol in opened))
    outcome.seconds = perf_counter() - begun
    return outcome


def request(
    method: str, path: str, body: bytes = b"", *, headers: Mapping[str, str] | None = None
) -> bytes:
    """The bytes of a request."""
    lines = [f"{method} {path} HTTP/1.1", "Host: bench", "Accept: application/json"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


def _content_length(head: bytes) -> int:
    at = head.lower().find(b"content-length:")
    return int(head[at + 15 :].partition(b"\r\n")[0]) if at >= 0 else 0
