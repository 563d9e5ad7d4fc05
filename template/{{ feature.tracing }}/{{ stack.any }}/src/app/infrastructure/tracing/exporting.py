"""Who makes spans, and sends them: one provider a process, of OpenTelemetry's SDK.

It begins with the first span: workers are forked from a process that has none, since no thread
outlives a fork. From then on a thread sends what has ended, by OTLP over HTTP, every five seconds
(`OTEL_BSP_SCHEDULE_DELAY`); 2048 may wait, more are dropped. No request waits for a collector.
"""

import os
from collections.abc import Callable, Mapping
from multiprocessing.util import Finalize
from threading import Lock, Thread
from typing import Any, NamedTuple
from uuid import uuid4

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider, sampling
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Tracer

from app import __version__
from app.config import Settings
from app.config.tracing import headers_of
from app.project import NAME

TIMEOUT = 3.0
"""Seconds that a collector has to take what is sent, with all attempts."""
PATIENCE = 3.0
"""Seconds that a process waits for what is left to be sent, when it ends."""
_PATH = "/v1/traces"

_SAMPLERS: Mapping[str, Callable[[float], sampling.Sampler]] = {
    "always_on": lambda _: sampling.ALWAYS_ON,
    "always_off": lambda _: sampling.ALWAYS_OFF,
    "traceidratio": sampling.TraceIdRatioBased,
    "parentbased_always_on": lambda _: sampling.ParentBased(sampling.ALWAYS_ON),
    "parentbased_always_off": lambda _: sampling.ParentBased(sampling.ALWAYS_OFF),
    "parentbased_traceidratio": lambda share: sampling.ParentBased(
        sampling.TraceIdRatioBased(share)
    ),
}


class _Told(NamedTuple):
    """All by which two applications of one process may differ."""

    endpoint: str
    headers: str
    name: str
    sampler: str
    share: float
    environment: str


class Exporting:
    """Gives the tracer of the process that asks."""

    def __init__(self, told: _Told, headers: Mapping[str, str]) -> None:
        self._told = told
        self._headers = headers
        self._making = Lock()
        self._made: tuple[int, Tracer] | None = None

    @property
    def tracer(self) -> Tracer:
        pid = os.getpid()
        if self._made is None or self._made[0] != pid:
            return self._of_this_process(pid)
        return self._made[1]

    def _of_this_process(self, pid: int) -> Tracer:
        with self._making:
            if self._made is None or self._made[0] != pid:
                provider = self._provider()
                Finalize(None, _shut_down, args=(provider,), exitpriority=1)
                self._made = pid, provider.get_tracer("app", __version__)
            return self._made[1]

    def _provider(self) -> TracerProvider:
        told = self._told
        provider = TracerProvider(
            sampler=_SAMPLERS[told.sampler](told.share),
            resource=Resource.create(
                {
                    "service.name": told.name,
                    "service.version": __version__,
                    "service.instance.id": str(uuid4()),
                    "deployment.environment.name": told.environment,
                }
            ),
            shutdown_on_exit=False,
        )
        exporter = OTLPSpanExporter(
            f"{told.endpoint}{_PATH}", headers=dict(self._headers), timeout=TIMEOUT
        )
        provider.add_span_processor(BatchSpanProcessor(exporter))
        return provider


_known: dict[_Told, Exporting] = {}
_last: list[Exporting] = []
"""Of the process: its last application's, for spans that are opened without one."""


def exporting_by(settings: Settings) -> Exporting:
    """The one of these settings: middleware and statements have it in common."""
    told = _Told(
        settings.otel_exporter_otlp_endpoint,
        settings.otel_exporter_otlp_headers.get_secret_value(),
        settings.otel_service_name or NAME,
        settings.otel_traces_sampler,
        settings.otel_traces_sampler_arg,
        settings.environment,
    )
    if told not in _known:
        _known[told] = Exporting(told, headers_of(settings.otel_exporter_otlp_headers))
    _last[:] = [_known[told]]
    return _known[told]


def last() -> Exporting | None:
    """None where nothing is traced."""
    return _last[0] if _last else None


def _shut_down(provider: Any) -> None:
    """What is left is sent, but nobody waits for a collector that is frozen."""
    ending = Thread(target=provider.shutdown, daemon=True)
    ending.start()
    ending.join(PATIENCE)
