"""No client takes more than its share, as `http/rate_limits.py` has it."""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from app.config import Settings
from app.http.answers import failure
from app.http.client_address import ClientAddresses, client_of
from app.http.errors import ApiError
from app.http.native import send
from app.http.rate_limits import Quota, is_limited
from app.infrastructure.counters import Counter


class RateLimit:
    def __init__(self, app: WSGIApplication, *, settings: Settings) -> None:
        self.app = app
        self._addresses = ClientAddresses(settings.trusted_proxies)
        self._counter = Counter(settings)
        self._quota = Quota(settings)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not is_limited(environ["PATH_INFO"]):
            return self.app(environ, start_response)
        quota = self._quota
        count = self._counter.count(f"{quota.name}:{self._client(environ)}", quota.window)
        headers = (("RateLimit-Policy", quota.policy), ("RateLimit", quota.told(count)))

        def start_with_headers(status: str, given: list[tuple[str, str]], *error: Any) -> Any:
            return start_response(status, [*given, *headers], *error)

        if quota.is_spent(count):
            return send(quota.refusal(count), environ, start_with_headers)
        try:
            return self.app(environ, start_with_headers)
        except ApiError as error:
            environ["app.cause"] = error.__cause__
            return send(failure(error), environ, start_with_headers)

    def _client(self, environ: WSGIEnvironment) -> str:
        told = environ.get("HTTP_X_FORWARDED_FOR", "") if self._addresses.are_told else ""
        return client_of(self._addresses.of(environ.get("REMOTE_ADDR", ""), told))
