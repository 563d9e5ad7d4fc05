"""A collector of traces, as OpenTelemetry's takes them: OTLP over HTTP, in protobuf."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, cast

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from tests.processes import wait_until

SERVER, CLIENT = Span.SPAN_KIND_SERVER, Span.SPAN_KIND_CLIENT


@dataclass(frozen=True, slots=True)
class Received:
    """A span that has arrived, with its ids as W3C writes them."""

    name: str
    kind: int
    trace_id: str
    span_id: str
    parent_id: str
    attributes: dict[str, Any]
    resource: dict[str, Any]
    begun: int
    ended: int
    failed: bool


class Collector:
    def __init__(self) -> None:
        self.raw: list[bytes] = []
        """Requests, as they came."""
        self.asked: list[tuple[str, dict[str, str]]] = []
        """Path and headers of each."""
        self._server = _Server(("127.0.0.1", 0), _Traces)
        self._server.collector = self

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def spans(self) -> list[Received]:
        """All that have come so far."""
        return [span for raw in list(self.raw) for span in _spans_of(raw)]

    def trace(self, trace_id: str, amount: int) -> list[Received]:
        """The spans of one, in the order in which they began, once they are so many."""
        wait_until(lambda: len(self._of(trace_id)) >= amount)
        return sorted(self._of(trace_id), key=lambda span: span.begun)

    def _of(self, trace_id: str) -> list[Received]:
        return [span for span in self.spans if span.trace_id == trace_id]

    def run(self) -> None:
        self._server.serve_forever(poll_interval=0.02)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def collecting() -> Iterator[Collector]:
    collector = Collector()
    thread = Thread(target=collector.run, daemon=True)
    thread.start()
    try:
        yield collector
    finally:
        collector.close()
        thread.join()


class _Server(ThreadingHTTPServer):
    collector: Collector
    daemon_threads = True


class _Traces(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        collector = cast(_Server, self.server).collector
        headers = {name.lower(): value for name, value in self.headers.items()}
        collector.asked.append((self.path, headers))
        collector.raw.append(body)
        answer = ExportTraceServiceResponse().SerializeToString()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-protobuf")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


def _spans_of(raw: bytes) -> Iterator[Received]:
    request = ExportTraceServiceRequest.FromString(raw)
    for group in request.resource_spans:
        resource = _values(group.resource.attributes)
        for scope in group.scope_spans:
            for span in scope.spans:
                yield Received(
                    span.name,
                    span.kind,
                    span.trace_id.hex(),
                    span.span_id.hex(),
                    span.parent_span_id.hex(),
                    _values(span.attributes),
                    resource,
                    span.start_time_unix_nano,
                    span.end_time_unix_nano,
                    span.status.code == Status.STATUS_CODE_ERROR,
                )


def _values(attributes: Any) -> dict[str, Any]:
    return {each.key: getattr(each.value, each.value.WhichOneof("value")) for each in attributes}
