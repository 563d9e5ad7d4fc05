"""Whether the process runs, and whether it should be sent work."""

from collections.abc import Mapping

from flask import Blueprint, Flask

from app.http import health_checks
from app.http import health_operations as health
from app.http.native import Response


def install(app: Flask, checks: Mapping[str, health_checks.Check]) -> None:
    """`checks` are what the service cannot work without; each raises where it is away."""
    router = Blueprint("health", __name__, url_prefix="/health")

    @router.get("/live")
    @health.LIVE
    def live() -> Response:
        return health.alive()

    @router.get("/ready")
    @health.READY
    def ready() -> Response:
        return health_checks.ready(checks)

    app.register_blueprint(router)
