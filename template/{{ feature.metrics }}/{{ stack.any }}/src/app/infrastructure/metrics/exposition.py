"""The figures of all workers, as Prometheus reads them, for those who may see them."""

import os
from hmac import compare_digest

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from app.http.errors import ApiError
from app.infrastructure.metrics.directory import FOLDER

PATH = "/metrics"
METHODS = ("GET",)
HEADERS = {"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"}


class TokenMissing(ApiError):
    status, code, message = 401, "UNAUTHENTICATED", "Send the token of the metrics."
    headers = {"WWW-Authenticate": "Bearer"}


def require_token(token: str, authorization: str) -> None:
    """Raises TokenMissing. An empty token lets everybody in."""
    if not token:
        return
    scheme, _, given = authorization.partition(" ")
    if scheme.lower() != "bearer" or not compare_digest(given.strip().encode(), token.encode()):
        raise TokenMissing


def exposition() -> bytes:
    """Counters of workers that are no more count on; what they were doing does not."""
    for file in FOLDER.glob("gauge_live*.db"):
        pid = int(file.stem.rpartition("_")[2])
        if not _is_alive(pid):
            mark_process_dead(pid, str(FOLDER))
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(FOLDER))
    return generate_latest(registry)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
