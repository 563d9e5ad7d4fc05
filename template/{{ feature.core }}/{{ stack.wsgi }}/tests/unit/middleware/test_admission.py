"""Only a health check is let in when all places are taken: nothing else may hold its threads."""

from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from app.http.errors import Overloaded
from app.middleware.admission import Admission

NO_START: Any = None
FULL = Admission(lambda *_: [b"let in"], max_in_flight=0)


def ask(method: str, path: str) -> Any:
    return FULL({"REQUEST_METHOD": method, "PATH_INFO": path}, NO_START)


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_health_check_is_let_in(method: str, path: str):
    assert ask(method, path) == [b"let in"]


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/health/live"), ("GET", "/health"), ("GET", "/healthy"), ("GET", "/")],
)
def test_all_else_waits_for_a_place(method: str, path: str):
    with pytest.raises(Overloaded):
        ask(method, path)


def test_who_crashes_leaves_the_place_to_the_next():
    def crash(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        raise RuntimeError

    admission = Admission(crash, max_in_flight=1)

    for _ in range(3):
        with pytest.raises(RuntimeError):
            admission({"REQUEST_METHOD": "GET", "PATH_INFO": "/"}, NO_START)
