"""Flask's own session works for whoever uses it, and is nowhere to be seen for all others."""

from collections.abc import Iterator

import flask
import pytest
from httpx2 import Client

from app.http.answers import ok
from app.http.native import Response
from tests.serving import serving


def count() -> Response:
    flask.session["count"] = flask.session.get("count", 0) + 1
    return ok(flask.session["count"])


def forget() -> Response:
    flask.session.clear()
    return ok(None)


def other() -> Response:
    return ok(None)


@pytest.fixture(scope="module")
def client(database_url: str) -> Iterator[Client]:
    routes = {("POST", "/count"): count, ("POST", "/forget"): forget, ("GET", "/other"): other}
    with (
        serving({"database_url": database_url}, routes) as url,
        Client(base_url=url) as client,
    ):
        yield client


def test_what_it_holds_comes_back(client: Client):
    counted = [client.post("/count").json()["data"] for _ in range(3)]
    client.post("/forget")

    assert counted == [1, 2, 3]
    assert client.post("/count").json()["data"] == 1


def test_a_forged_one_is_none(client: Client):
    answer = client.post("/count", headers={"Cookie": "session=eyJjb3VudCI6OX0.forged.forged"})

    assert answer.json()["data"] == 1


def test_who_does_not_use_it_is_told_of_no_cookie(client: Client):
    answer = client.get("/other", headers={"Cookie": "__Host-session=somebody"})

    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
