"""Remembers the request that is being answered, should it crash."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from app.config import Settings
from app.infrastructure.error_reporting.request import current


def remembering(app: WSGIApplication, *, settings: Settings) -> WSGIApplication:
    """Where nobody is told of crashes, the application itself."""
    return _Remembering(app) if settings.sentry_dsn.get_secret_value() else app


class _Remembering:
    def __init__(self, app: WSGIApplication) -> None:
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        token = current.set(environ)
        try:
            return self.app(environ, start_response)
        finally:
            current.reset(token)
