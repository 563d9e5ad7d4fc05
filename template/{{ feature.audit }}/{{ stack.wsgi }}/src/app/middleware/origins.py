"""Where each request comes from, for what is written down of it."""

from collections.abc import Iterable
from functools import partial
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from app.audit.origin import coming_from
from app.audit.requests import origin_in
from app.config import Settings
from app.http.client_address import ClientAddresses


class Origins:
    def __init__(self, app: WSGIApplication, *, settings: Settings) -> None:
        self.app = app
        self._addresses = ClientAddresses(settings.trusted_proxies)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with coming_from(partial(origin_in, environ, self._addresses)):
            return self.app(environ, start_response)
