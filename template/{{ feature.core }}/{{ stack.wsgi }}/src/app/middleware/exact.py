"""Takes a method and a path for what they are (RFC 9110, section 9.1).

Flask and Django read a method without regard to case, and Flask takes away the slashes in front of
a path.
"""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from app.http.errors import NotFound


class Exact:
    def __init__(self, app: WSGIApplication) -> None:
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith("//"):
            raise NotFound
        method = environ["REQUEST_METHOD"]
        if not method.isupper():
            environ["REQUEST_METHOD"] = f"{method} "  # which no route has: a 405
        return self.app(environ, start_response)
