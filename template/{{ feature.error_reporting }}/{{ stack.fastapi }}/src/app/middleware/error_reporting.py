"""Remembers the request that is being answered, should it crash."""

from starlette.types import ASGIApp, Receive, Scope, Send

from app.config import Settings
from app.infrastructure.error_reporting.request import current


def remembering(app: ASGIApp, *, settings: Settings) -> ASGIApp:
    """Where nobody is told of crashes, the application itself."""
    return _Remembering(app) if settings.sentry_dsn.get_secret_value() else app


class _Remembering:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        token = current.set(scope)
        try:
            await self.app(scope, receive, send)
        finally:
            current.reset(token)
