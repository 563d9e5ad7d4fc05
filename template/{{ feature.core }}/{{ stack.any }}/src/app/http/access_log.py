"""One log line a request: what was asked, what became of it, how long it took."""

from collections.abc import Iterable
from time import perf_counter
from typing import Protocol

import structlog

from app.http.answers import failure
from app.http.errors import ApiError
from app.http.native import Response

log = structlog.get_logger()


class Listener(Protocol):
    """Told of every request that is told to the log, once it is answered. It has to be quick."""

    def __call__(self, *, method: str, route: str | None, status: int, seconds: float) -> None: ...


def tell(
    listeners: Iterable[Listener],
    *,
    path: str,
    method: str,
    route: str | None,
    status: int,
    begun: float,
    cause: object = None,
) -> None:
    """`begun` by `perf_counter`. `route` is the template of the path: no identifier is in it.
    `cause` is what stands behind a 503. The health checks are not worth a line."""
    if path.startswith("/health/"):
        return
    seconds = perf_counter() - begun
    more = {"cause": repr(cause)} if cause else {}
    log.info(
        "request",
        method=method,
        route=route,
        status=status,
        duration_ms=round(seconds * 1000, 2),
        **more,
    )
    for listener in listeners:
        listener(method=method, route=route, status=status, seconds=seconds)


def answer_to(error: Exception) -> Response:
    """What the client is told of an error that no handler has answered; a crash is logged."""
    if isinstance(error, ApiError):
        return failure(error)
    log.error("crash", exc_info=error)
    return failure(ApiError())
