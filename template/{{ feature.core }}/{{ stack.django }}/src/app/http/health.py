"""Whether the process runs, and whether it should be sent work."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import path
from django.views.decorators.http import require_GET

from app.http import health_checks
from app.http import health_operations as health
from app.http.native import Response
from app.infrastructure import database

CHECKS: Mapping[str, health_checks.Check] = {"database": database.ping}
"""What the service cannot work without; each raises where it is away."""


@require_GET
@health.LIVE
def live(request: HttpRequest) -> Response:
    return health.alive()


@require_GET
@health.READY
def ready(request: HttpRequest) -> Response:
    return health_checks.ready(CHECKS)


urls = [path("health/live", live), path("health/ready", ready)]
