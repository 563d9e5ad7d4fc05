"""The application of a test, with the routes that the test plants in it: here Django's."""

import os
from collections.abc import Callable, Mapping
from typing import Any
from wsgiref.types import WSGIApplication

import django
from django.apps import apps
from django.conf import settings as django_settings
from django.db import connections
from django.urls import clear_url_caches, get_resolver

from app.config import Settings
from app.factory import create_app
from app.http.native import Response
from tests.planted import PLANTED
from tests.processes import SECRET

Routes = Mapping[tuple[str, str], Callable[[], Response]]
"""A plain function for each method and path: {("GET", "/crash"): crash}. It may block, or raise;
`app.http.answers` makes what it returns."""
NO_ROUTES: Routes = {}
_made: list[tuple[WSGIApplication, Settings]] = []


def application(settings: Mapping[str, Any], routes: Routes = NO_ROUTES) -> WSGIApplication:
    """With these settings and none of `.env`. Planted routes stand behind the same edge as every
    route of the API: middleware, errors, a unit of work around what is no GET.

    Django's own settings are those of a process: the database and the services of the last
    application are those of all, until it is disconnected.
    """
    given = {"environment": "test", "secret_key": SECRET, **settings}
    own = Settings(_env_file=None, **given)
    _use(own)
    app = create_app(own)
    _made.append((app, own))
    _plant(routes)
    return app


def disconnect(app: WSGIApplication) -> None:
    """From its database, as a process does that ends."""
    from app.infrastructure.database.pooled import forget_pools

    forget_pools()
    _made[:] = [made for made in _made if made[0] is not app]
    if _made:
        _use(_made[-1][1])


def _use(settings: Settings) -> None:
    _use_database_of(settings)
    _wire(settings)


def _use_database_of(settings: Settings) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "app.settings")
    django.setup(set_prefix=False)

    from app.infrastructure.database.configuration import database_of
    from app.infrastructure.database.pooled import forget_pools

    connections.settings["default"].update(database_of(settings))
    forget_pools()


def _wire(settings: Settings) -> None:
    """What Django makes once, made anew of these settings."""
    from app.apps import ServiceConfig
    from app.http.changes import UnitsOfWork
    from app.http.gate import OpenGate

    django_settings.SERVICE = settings
    ServiceConfig.changes, ServiceConfig.gate = UnitsOfWork(), OpenGate()
    for config in apps.get_app_configs():
        if config.name.startswith("app."):
            config.ready()


def _plant(routes: Routes) -> None:
    """Instead of those of an earlier application."""
    from app import urls  # a URLconf can be imported once Django is set up
    from app.http.routes import ApiRouter

    router = ApiRouter("")
    for (method, path), answer in routes.items():
        router.add(method, path)(_handler(answer))
    planted = router.urls
    urls.urlpatterns[:] = [p for p in urls.urlpatterns if not hasattr(p, "planted")] + planted
    for pattern in planted:
        pattern.planted = True  # type: ignore[attr-defined]
    clear_url_caches()
    _ = get_resolver().url_patterns


def _handler(answer: Callable[[], Response]) -> Callable[[Any], Response]:
    @PLANTED
    def handle(request: Any) -> Response:
        return answer()

    return handle
