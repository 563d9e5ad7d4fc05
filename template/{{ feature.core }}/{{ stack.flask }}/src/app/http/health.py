"""Whether the process runs, and whether it should be sent work."""

from collections.abc import Callable, Mapping
from time import perf_counter

from flask import Blueprint, Flask

from app.http import deadline
from app.http import health_operations as health
from app.http.native import Response

Check = Callable[[], object]


def install(app: Flask, checks: Mapping[str, Check]) -> None:
    """`checks` are what the service cannot work without; each raises where it is away."""
    router = Blueprint("health", __name__, url_prefix="/health")

    @router.get("/live")
    @health.LIVE
    def live() -> Response:
        return health.alive()

    @router.get("/ready")
    @health.READY
    def ready() -> Response:
        return health.readiness({name: _run(check) for name, check in checks.items()})

    app.register_blueprint(router)


def _run(check: Check) -> health.Check:
    begun = perf_counter()
    try:
        with deadline.within(health.CHECK_TIMEOUT):
            check()
    except Exception:  # whatever is wrong with it, it is down
        return health.outcome(begun, up=False)
    return health.outcome(begun, up=True)
