"""No client takes more than its share, as `http/rate_limits.py` has it."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.config import Settings
from app.http.answers import failure
from app.http.client_address import ClientAddresses, client_of
from app.http.errors import ApiError
from app.http.rate_limits import Quota, is_limited
from app.infrastructure.counters import Counter


class RateLimit:
    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app = app
        self._addresses = ClientAddresses(settings.trusted_proxies)
        self._counter = Counter(settings)
        self._quota = Quota(settings)
        self._policy = (b"ratelimit-policy", self._quota.policy.encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_limited(scope["path"]):
            await self.app(scope, receive, send)
            if scope["type"] == "lifespan":
                await self._counter.close()
            return
        quota = self._quota
        count = await self._counter.count(f"{quota.name}:{self._client(scope)}", quota.window)
        headers = (self._policy, (b"ratelimit", quota.told(count).encode()))

        begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"].extend(headers)
            await send(message)

        app = quota.refusal(count) if quota.is_spent(count) else self.app
        try:
            await app(scope, receive, send_with_headers)
        except ApiError as error:
            if begun:
                raise
            scope["app.cause"] = error.__cause__
            await failure(error)(scope, receive, send_with_headers)

    def _client(self, scope: Scope) -> str:
        peer = scope["client"][0] if scope.get("client") else ""
        told = ""
        if self._addresses.are_told:
            told = Headers(scope=scope).get("x-forwarded-for", "")
        return client_of(self._addresses.of(peer, told))
