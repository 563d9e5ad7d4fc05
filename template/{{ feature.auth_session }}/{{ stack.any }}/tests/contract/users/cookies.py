"""Sessions, as a browser has them: a cookie, and a token that goes beside it."""

from http.cookies import Morsel, SimpleCookie
from typing import NamedTuple

from httpx2 import Client, Response

from tests.contract.answers import data_of
from tests.people import Person

SESSION = "/api/v1/auth/session"
NAME = "__Host-session"


class Opened(NamedTuple):
    cookie: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """What a page of the service's own sends."""
        return {"Cookie": f"{NAME}={self.cookie}", "X-CSRF-Token": self.token}


def log_in(client: Client, person: Person, **headers: str) -> Response:
    body = {"email": person.email, "password": person.password}
    return client.post(SESSION, json=body, headers=headers)


def opened(response: Response) -> Opened:
    return Opened(cookie_of(response).value, data_of(response)["csrf_token"])


def cookie_of(response: Response) -> "Morsel[str]":
    return SimpleCookie(response.headers["Set-Cookie"])[NAME]
