"""Whether the process runs, and whether it should be sent work."""

from collections.abc import Callable, Mapping
from time import perf_counter

from django.http import HttpRequest
from django.urls import path
from django.views.decorators.http import require_GET

from app.http import deadline, health_operations
from app.http.answers import ok
from app.http.native import Response
from app.infrastructure import database, draining

Check = Callable[[], object]
CHECKS: Mapping[str, Check] = {"database": database.ping}
"""What the service cannot work without; each raises where it is away."""


@require_GET
@health_operations.LIVE
def live(request: HttpRequest) -> Response:
    return ok({"status": "up"})


@require_GET
@health_operations.READY
def ready(request: HttpRequest) -> Response:
    results = [_run(check) for check in CHECKS.values()]
    well = all(result["status"] == "up" for result in results)
    status = 200 if well and not draining.has_begun() else 503
    return ok({"checks": dict(zip(CHECKS, results, strict=True))}, status=status)


urls = [path("health/live", live), path("health/ready", ready)]


def _run(check: Check) -> dict[str, str | float]:
    begun = perf_counter()
    try:
        with deadline.within(health_operations.CHECK_TIMEOUT):
            check()
        status = "up"
    except Exception:  # whatever is wrong with it, it is down
        status = "down"
    return {"status": status, "latency_ms": round((perf_counter() - begun) * 1000, 1)}
