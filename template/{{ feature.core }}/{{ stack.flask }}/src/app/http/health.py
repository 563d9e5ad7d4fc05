"""Whether the process runs, and whether it should be sent work."""

from collections.abc import Callable, Mapping
from time import perf_counter

from flask import Blueprint, Flask

from app.http import deadline, health_operations
from app.http.answers import ok
from app.http.native import Response
from app.infrastructure import draining

Check = Callable[[], object]


def install(app: Flask, checks: Mapping[str, Check]) -> None:
    """`checks` are what the service cannot work without; each raises where it is away."""
    health = Blueprint("health", __name__, url_prefix="/health")

    @health.get("/live")
    @health_operations.LIVE
    def live() -> Response:
        return ok({"status": "up"})

    @health.get("/ready")
    @health_operations.READY
    def ready() -> Response:
        results = [_run(check) for check in checks.values()]
        well = all(result["status"] == "up" for result in results)
        status = 200 if well and not draining.has_begun() else 503
        return ok({"checks": dict(zip(checks, results, strict=True))}, status=status)

    app.register_blueprint(health)


def _run(check: Check) -> dict[str, str | float]:
    begun = perf_counter()
    try:
        with deadline.within(health_operations.CHECK_TIMEOUT):
            check()
        status = "up"
    except Exception:  # whatever is wrong with it, it is down
        status = "down"
    return {"status": status, "latency_ms": round((perf_counter() - begun) * 1000, 1)}
