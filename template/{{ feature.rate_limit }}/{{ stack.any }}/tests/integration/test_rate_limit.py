"""What a client is told of its share, and what it can do about it."""

import re
from collections.abc import Iterator
from time import sleep
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from tests.callers import headers_of
from tests.processes import SECRET
from tests.registry import SAMPLES
from tests.serving import serving

SAMPLE = SAMPLES[0]
LIMIT = 5
HERE = "127.0.0.1/32"
RATE_LIMIT = re.compile(r'"default";r=(\d+);t=(\d+)')
item = pytest.mark.checklist("security.rate-limiting")
headers_are_told = pytest.mark.checklist("security.rate-limiting", proves="headers")
forging_is_no_way = pytest.mark.checklist("security.rate-limiting", proves="forged")


@pytest.fixture(scope="module")
def url(database_url: str) -> Iterator[str]:
    """Of a service that takes this machine for a proxy, so that each test is a new client."""
    settings = {"rate_limit": f"{LIMIT}/minute", "trusted_proxies": HERE, "secret_key": SECRET}
    with serving({"database_url": database_url, **settings}) as url:
        yield url


@pytest.fixture(scope="module")
def caller(base_url: str) -> dict[str, str]:
    """Let in by a service of the same secret: here it would be counted."""
    return headers_of(base_url)


@pytest.fixture
def client(url: str, caller: dict[str, str]) -> Iterator[httpx2.Client]:
    with client_at(url, new_address(), **caller) as client:
        yield client


def client_at(url: str, address: str, **headers: str) -> httpx2.Client:
    return httpx2.Client(base_url=url, headers={"X-Forwarded-For": address, **headers})


def new_address() -> str:
    """Of a client that nobody has counted yet."""
    text = uuid4().hex
    return f"2001:db8:{text[:4]}:{text[4:8]}::1".replace("db8", text[8:12])


def left(response: httpx2.Response) -> int:
    found = RATE_LIMIT.fullmatch(response.headers["RateLimit"])
    assert found, response.headers["RateLimit"]
    assert 0 < int(found[2]) <= 60
    return int(found[1])


def statuses(client: httpx2.Client, times: int) -> list[int]:
    return [client.get("/nothing").status_code for _ in range(times)]


@headers_are_told
def test_every_answer_tells_what_is_left(client: httpx2.Client):
    answers = [
        client.get(SAMPLE.path),
        client.get("/nothing"),
        client.post(SAMPLE.path, content=b"{"),
        client.put(SAMPLE.path),
        client.head(SAMPLE.path),
        client.get(SAMPLE.path),
    ]

    assert [answer.status_code for answer in answers][:4] == [200, 404, 415, 405]
    assert [left(answer) for answer in answers] == [4, 3, 2, 1, 0, 0]
    assert {answer.headers["RateLimit-Policy"] for answer in answers} == {'"default";q=5;w=60'}


@headers_are_told
def test_a_refusal_tells_when_to_come_back(client: httpx2.Client):
    passed = statuses(client, LIMIT)
    refused = client.get(SAMPLE.path)

    assert passed == [404] * LIMIT
    assert refused.status_code == 429
    assert refused.json()["error"]["code"] == "RATE_LIMITED"
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert left(refused) == 0


@headers_are_told
def test_who_waits_that_long_is_let_in_again(database_url: str):
    settings = {"rate_limit": "2/second", "trusted_proxies": HERE, "database_url": database_url}
    with serving(settings) as url, client_at(url, new_address()) as client:
        before = [client.get("/nothing") for _ in range(3)]
        sleep(int(before[-1].headers["Retry-After"]))
        after = statuses(client, 2)

    assert [answer.status_code for answer in before] == [404, 404, 429]
    assert after == [404, 404]


@pytest.mark.checklist("security.rate-limiting", proves="health")
def test_the_health_checks_are_never_limited(client: httpx2.Client):
    statuses(client, LIMIT + 1)

    answers = [client.get("/health/live") for _ in range(300)]

    assert {answer.status_code for answer in answers} == {200}
    assert client.get("/health/ready").status_code == 200
    assert not [name for name in answers[0].headers if name.startswith("ratelimit")]


@item
def test_each_client_has_a_share_of_its_own(url: str):
    with client_at(url, new_address()) as one, client_at(url, new_address()) as other:
        exhausted = statuses(one, LIMIT + 1)
        fresh = statuses(other, LIMIT)

    assert exhausted[-1] == 429
    assert fresh == [404] * LIMIT


@item
def test_a_client_of_ipv6_has_one_share_for_its_network(url: str):
    network = new_address().removesuffix("1")
    answers = []
    for n in range(LIMIT + 1):
        with client_at(url, f"{network}{n:x}") as client:
            answers.append(client.get("/nothing").status_code)

    assert answers == [404] * LIMIT + [429]


@forging_is_no_way
def test_who_forges_its_address_behind_a_proxy_is_still_limited(url: str):
    address = new_address()
    answers = []
    for _ in range(LIMIT + 1):
        with client_at(url, f"{new_address()}, {address}") as client:
            answers.append(client.get("/nothing").status_code)

    assert answers == [404] * LIMIT + [429]


@forging_is_no_way
@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "True-Client-IP"])
def test_without_trusted_proxies_no_header_is_a_way_around(database_url: str, name: str):
    rate = f"{uuid4().int % 1000 + 7}/minute"  # a share that nobody has begun
    answers: list[Any] = []
    with (
        serving({"database_url": database_url, "rate_limit": rate}) as url,
        httpx2.Client(base_url=url) as client,
    ):
        for _ in range(3):
            value = f"for={new_address()}" if name == "Forwarded" else new_address()
            answers.append(client.get("/nothing", headers={name: value}))

    first = left(answers[0])
    assert [left(answer) for answer in answers] == [first, first - 1, first - 2]


@item
def test_the_document_tells_of_it(client: httpx2.Client):
    paths = client.get("/openapi.json").json()["paths"]

    for path, operations in paths.items():
        for operation in operations.values():
            limited = not path.startswith("/health/")
            success = next(iter(operation["responses"].values()))
            assert ("429" in operation["responses"]) is limited
            assert ("RateLimit" in success["headers"]) is limited
    assert "Retry-After" in paths[SAMPLE.path]["get"]["responses"]["429"]["headers"]


@item
def test_a_page_of_another_origin_may_read_it(database_url: str):
    origin = "https://app.example.com"
    with serving({"database_url": database_url, "cors_origins": [origin]}) as url:
        answer = httpx2.get(f"{url}/nothing", headers={"Origin": origin})

    exposed = answer.headers["Access-Control-Expose-Headers"].split(", ")
    assert {"RateLimit", "RateLimit-Policy", "Retry-After"} <= set(exposed)
