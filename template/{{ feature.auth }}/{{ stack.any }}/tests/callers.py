"""Who the tests are, as the service knows its callers: an admin, who may do everything.

A live service has none by itself: make one by `make admin`, and name it by TEST_ADMIN_EMAIL and
TEST_ADMIN_PASSWORD.
"""

import os
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import uuid4

import httpx2
from httpx2 import Auth, Client, Request, Response

from tests.logging_in import log_in

ROOT = Path(__file__).resolve().parent.parent
EMAIL = os.environ.get("TEST_ADMIN_EMAIL", "tester@example.com")
PASSWORD = os.environ.get("TEST_ADMIN_PASSWORD", "nobody guesses what tests use")
COSTS: list[str] = ["SELECT"]
"""The statements that it costs to know who asks, before all others of a request."""
SETTINGS = {
    "LOGIN_LIMIT": "100000/minute",
    "MAIL_FROM": "tests@example.com",
    "MAIL_LIMIT": "100000/hour",
    "MAIL_URL": "smtp://127.0.0.1:1?tls=none",
}
"""Of services that tests run as production does, so that they start, and are not in each other's
way."""
RUINOUS = ("logout", "close_session", "end_session", "end_other_sessions")
"""Operations that end what a caller is known by."""
_headers: dict[str, dict[str, str]] = {}
_one_at_a_time = Lock()


def client_of(base_url: str, **options: Any) -> Client:
    """A client that may do all that tests of resources do. Options are those of httpx2.

    Whatever it takes to be let in has been done by then, and not by this client.
    """
    return Client(base_url=base_url, auth=_Headers(headers_of(base_url)), **options)


def headers_of(base_url: str) -> dict[str, str]:
    """What such a client sends, for requests without one. Whoever asks twice is the same caller."""
    with _one_at_a_time:
        if not _still_hold(base_url):
            _headers[base_url] = log_in(base_url, EMAIL, PASSWORD)
        return _headers[base_url]


def stand_in_of(base_url: str) -> dict[str, str]:
    """The headers of somebody else who may do the same, and whom a test may ruin."""
    person = {"email": f"{uuid4()}@example.com", "password": PASSWORD}
    with client_of(base_url, timeout=15) as admin:
        made = admin.post("/api/v1/users", json=person)
        admin.patch(made.headers["Location"], json={"role": "admin"}).raise_for_status()
    return log_in(base_url, **person)


@contextmanager
def acting() -> Iterator[None]:
    """The same inside of this process, without HTTP."""
    from app.identity.principals import SERVICE, acting_as

    with acting_as(SERVICE):
        yield


def arrive(database_url: str) -> None:
    """Makes them known where a database is new: as a person makes an admin."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.admin", EMAIL],
        input=f"{PASSWORD}\n",
        env={**os.environ, "DATABASE_URL": database_url, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


class _Headers(Auth):
    """Put onto each request that has none of its own. Cookies stand beside others."""

    def __init__(self, headers: dict[str, str]) -> None:
        self._told = headers

    def auth_flow(self, request: Request) -> Generator[Request, Response, None]:
        for name, value in self._told.items():
            request.headers.setdefault(name, value)
        if (own := self._told.get("Cookie")) and own not in request.headers["Cookie"]:
            request.headers["Cookie"] += f"; {own}"
        yield request


def _still_hold(base_url: str) -> bool:
    """Another service may be where one was: ports come back."""
    if base_url not in _headers:
        return False
    me = httpx2.get(f"{base_url}/api/v1/users/me", headers=_headers[base_url], timeout=15)
    return me.status_code == 200
