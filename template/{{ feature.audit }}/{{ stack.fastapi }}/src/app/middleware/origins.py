"""Where each request comes from, for what is written down of it."""

from functools import partial

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.audit.origin import Origin, come_from, origin_of
from app.config import Settings
from app.http.client_address import ClientAddresses


class Origins:
    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app = app
        self._addresses = ClientAddresses(settings.trusted_proxies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            come_from(partial(self._origin, scope))
        await self.app(scope, receive, send)

    def _origin(self, scope: Scope) -> Origin:
        headers = Headers(scope=scope)
        return origin_of(
            self._addresses,
            peer=scope["client"][0] if scope.get("client") else "",
            forwarded_for=headers.get("x-forwarded-for", ""),
            user_agent=headers.get("user-agent", ""),
        )
