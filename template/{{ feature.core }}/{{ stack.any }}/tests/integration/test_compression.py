"""What says so is never compressed: answers with secrets in them are as long as they are."""

from collections.abc import Iterator

import httpx2
import pytest

from app.http.answers import ok
from app.http.native import Response
from tests.serving import serving

LONG = "compress me " * 500


@pytest.fixture(scope="module")
def client(database_url: str) -> Iterator[httpx2.Client]:
    def answer(cache_control: str) -> Response:
        return ok(LONG, headers={"Cache-Control": cache_control})

    routes = {
        ("GET", "/token"): lambda: answer("no-store"),
        ("GET", "/as-it-is"): lambda: answer("public, no-transform"),
        ("GET", "/page"): lambda: answer("max-age=60"),
    }
    with (
        serving({"database_url": database_url}, routes) as url,
        httpx2.Client(base_url=url) as client,
    ):
        yield client


@pytest.mark.checklist("performance.compression", proves="secrets")
@pytest.mark.parametrize("path", ["/token", "/as-it-is"])
@pytest.mark.parametrize("accepted", ["gzip", "*", "identity;q=0, gzip"])
def test_what_must_stay_as_it_is_does(client: httpx2.Client, path: str, accepted: str):
    answer = client.get(path, headers={"Accept-Encoding": accepted})

    assert "Content-Encoding" not in answer.headers
    assert "Vary" not in answer.headers
    assert int(answer.headers["Content-Length"]) > len(LONG)
    assert answer.json()["data"] == LONG


def test_what_says_nothing_of_the_kind_is_compressed(client: httpx2.Client):
    answer = client.get("/page", headers={"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) * 10 < len(LONG)
    assert answer.json()["data"] == LONG


def test_caches_tell_origins_and_codings_apart(database_url: str):
    origin = "https://app.example.com"
    with serving({"database_url": database_url, "cors_origins": [origin]}) as url:
        answer = httpx2.get(f"{url}/openapi.json", headers={"Origin": origin})

    assert set(answer.headers.get_list("Vary", split_commas=True)) == {"Accept-Encoding", "Origin"}
