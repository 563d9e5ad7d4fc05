"""Each answer has the identifier of its request: the client's own, where that is harmless."""

import pytest
from httpx2 import Client

from tests.contract.answers import error_of

KEPT = ["a", "4bf92f35-77b3.4da6_A", "0" * 128]
REPLACED = {
    "empty": b"",
    "129 characters": b"0" * 129,
    "5 kB": b"0" * 5000,
    "HTML": b"<script>",
    "a blank": b"a b",
    "a tab": b"a\tb",
    "a comma": b"a,b",
    "a colon": b"a:b",
    "a quote": b'a"b',
    "a backslash": b"a\\nb",
    "a slash": b"../a",
    "Latin-1": b"\xe9",
    "UTF-8": "é".encode(),
}


@pytest.mark.parametrize("offered", KEPT)
def test_a_harmless_one_is_kept(client: Client, offered: str) -> None:
    response = client.get("/health/live", headers={"X-Request-ID": offered})

    assert response.headers["X-Request-ID"] == offered


@pytest.mark.parametrize("offered", KEPT)
def test_an_error_repeats_it(client: Client, offered: str) -> None:
    response = client.get("/nothing", headers={"X-Request-ID": offered})

    error_of(response, 404, "NOT_FOUND")
    assert response.json()["meta"]["request_id"] == offered


@pytest.mark.parametrize("offered", REPLACED.values(), ids=REPLACED.keys())
def test_any_other_is_replaced(client: Client, offered: bytes) -> None:
    response = client.get("/nothing", headers={b"X-Request-ID": offered})

    error_of(response, 404, "NOT_FOUND")
    assert response.headers["X-Request-ID"] not in ("", offered.decode("latin-1"))
    assert response.json()["meta"]["request_id"] == response.headers["X-Request-ID"]


def test_no_two_requests_share_one(client: Client) -> None:
    ids = {client.get("/health/live").headers["X-Request-ID"] for _ in range(20)}

    assert len(ids) == 20


def test_an_answer_has_one_alone(client: Client) -> None:
    response = client.get("/nothing", headers={"X-Request-ID": "mine"})

    assert response.headers.get_list("X-Request-ID") == ["mine"]
