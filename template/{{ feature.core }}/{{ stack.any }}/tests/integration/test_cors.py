"""Which web pages of other origins may call."""

from collections.abc import Iterator

import httpx2
import pytest

from tests.serving import serving

FRIEND, STRANGER = "https://app.example.com", "https://evil.example"


@pytest.fixture(scope="module")
def client(database_url: str) -> Iterator[httpx2.Client]:
    """Of a service that lets its friend in."""
    settings = {"database_url": database_url, "cors_origins": [FRIEND]}
    with serving(settings) as url, httpx2.Client(base_url=url) as client:
        yield client


def preflight(client: httpx2.Client, origin: str) -> httpx2.Response:
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    return client.options("/health/live", headers=headers)


@pytest.mark.checklist("security.cors", proves="listed")
def test_an_origin_of_the_list_is_let_in(client: httpx2.Client):
    answer = preflight(client, FRIEND)

    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == FRIEND


@pytest.mark.checklist("security.cors", proves="others")
def test_another_origin_is_refused_in_the_envelope(client: httpx2.Client):
    answer = preflight(client, STRANGER)

    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "FORBIDDEN"
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.checklist("security.cors", proves="listed")
def test_a_page_of_the_list_may_read_the_answer(client: httpx2.Client):
    friendly = client.get("/health/live", headers={"Origin": FRIEND})
    strange = client.get("/health/live", headers={"Origin": STRANGER})

    assert friendly.headers["Access-Control-Allow-Origin"] == FRIEND
    assert "ETag" in friendly.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Origin" not in strange.headers
