"""No request takes longer than this, whatever it waits for."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from app.http import deadline


class Deadline:
    def __init__(self, app: WSGIApplication, *, seconds: float) -> None:
        self.app = app
        self.seconds = seconds

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        deadline.start(self.seconds)
        return self.app(environ, start_response)
