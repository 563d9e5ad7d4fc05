"""What is measured. Labels have few values, whatever clients send: templates, and no paths."""

from collections.abc import Callable
from platform import python_version

from app import __version__
from app.infrastructure.metrics import directory  # noqa: F401  # before the library

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram  # isort: skip

_METHODS = {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
_OWN = CollectorRegistry()
"""Not the library's own, to which others of a process may add."""

_requests = Counter(
    "http_requests",
    "Requests that were answered.",
    ("method", "route", "status"),
    registry=_OWN,
)
_seconds = Histogram(
    "http_request_duration_seconds",
    "Seconds from a request's first byte to its answer.",
    ("method", "route"),
    buckets=_BUCKETS,
    registry=_OWN,
)
in_flight = Gauge(
    "http_requests_in_flight",
    "Requests that are being answered.",
    multiprocess_mode="livesum",
    registry=_OWN,
)
_connections_in_use = Gauge(
    "database_connections_in_use",
    "Connections to the database that are lent, when a request has just been answered.",
    multiprocess_mode="livesum",
    registry=_OWN,
)
_connections_limit = Gauge(
    "database_connections_limit",
    "Connections to the database that may be lent at once.",
    multiprocess_mode="livesum",
    registry=_OWN,
)
_build = Gauge(
    "service_build_info",
    "Always 1; the labels tell what is running.",
    ("version", "python"),
    multiprocess_mode="max",
    registry=_OWN,
)
_build.labels(__version__, python_version()).set(1)

_known: dict[tuple[str, str | None, int], tuple[Callable[[], None], Callable[[float], None]]] = {}
"""Finding a label's child costs more than counting by it."""

_told: dict[str, int] = {}
"""Of this worker: nothing is told before it is forked."""


def observe(*, method: str, route: str | None, status: int, seconds: float) -> None:
    """One request: a listener of `http/access_log.py`."""
    key = (method if method in _METHODS else "OTHER", route, status)
    found = _known.get(key)
    if found is None:
        found = _known[key] = _children(*key)
    count, observe_seconds = found
    count()
    observe_seconds(seconds)


def tell_connections(in_use: int, limit: int) -> None:
    """Where it is not as it was told last. `limit` is that of this worker."""
    if in_use != _told.get("in_use"):
        _told["in_use"] = in_use
        _connections_in_use.set(in_use)
        _connections_limit.set(limit)


def _children(
    method: str, route: str | None, status: int
) -> tuple[Callable[[], None], Callable[[float], None]]:
    template = route or "none"
    counter = _requests.labels(method, template, str(status))
    return counter.inc, _seconds.labels(method, template).observe
