"""Whether the process runs, and whether it should be sent work."""

from collections.abc import Callable, Mapping
from time import perf_counter

from django.http import HttpRequest
from django.urls import path
from django.views.decorators.http import require_GET

from app.http import deadline
from app.http import health_operations as health
from app.http.native import Response
from app.infrastructure import database

Check = Callable[[], object]
CHECKS: Mapping[str, Check] = {"database": database.ping}
"""What the service cannot work without; each raises where it is away."""


@require_GET
@health.LIVE
def live(request: HttpRequest) -> Response:
    return health.alive()


@require_GET
@health.READY
def ready(request: HttpRequest) -> Response:
    return health.readiness({name: _run(check) for name, check in CHECKS.items()})


urls = [path("health/live", live), path("health/ready", ready)]


def _run(check: Check) -> health.Check:
    begun = perf_counter()
    try:
        with deadline.within(health.CHECK_TIMEOUT):
            check()
    except Exception:  # whatever is wrong with it, it is down
        return health.outcome(begun, up=False)
    return health.outcome(begun, up=True)
