"""A collector of traces, as OpenTelemetry's takes them: OTLP over HTTP, in protobuf."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from tests.processes import wait_until
from tests.receiver import Receiver, receiving

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


class Collector(Receiver):
    def __init__(self) -> None:
        super().__init__("application/x-protobuf", ExportTraceServiceResponse().SerializeToString())

    @property
    def endpoint(self) -> str:
        return f"http://{self.place}"

    @property
    def spans(self) -> list[Received]:
        """All that have come so far."""
        return [span for raw in self.raw for span in _spans_of(raw)]

    def trace(self, trace_id: str, amount: int) -> list[Received]:
        """The spans of one, in the order in which they began, once they are so many."""
        wait_until(lambda: len(self._of(trace_id)) >= amount)
        return sorted(self._of(trace_id), key=lambda span: span.begun)

    def request(self, trace_id: str, statements: int = 0) -> list[Received]:
        """The trace of one request: its own span, which arrives last, and those of at least so many
        statements."""
        wait_until(lambda: SERVER in {span.kind for span in self._of(trace_id)})
        return self.trace(trace_id, statements + 1)

    def _of(self, trace_id: str) -> list[Received]:
        return [span for span in self.spans if span.trace_id == trace_id]


def collecting() -> AbstractContextManager[Collector]:
    return receiving(Collector())


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
