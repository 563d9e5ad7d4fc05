"""Claims and answers in Redis: how long they stay, and what happens while it is away."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from redis import Redis

from tests.callers import client_of
from tests.processes import running
from tests.proxy import Proxy
from tests.registry import SAMPLES
from tests.samples import Body, token

SAMPLE = SAMPLES[0]
ITEM = "api.idempotency"
DAY = 24 * 60 * 60
REPLAYED = "Idempotency-Replayed"


@pytest.fixture
def proxy(redis_settings: dict[str, str]) -> Iterator[Proxy]:
    with Proxy(redis_settings["redis_url"]) as proxy:
        yield proxy


@pytest.fixture
def redis(redis_settings: dict[str, str]) -> Iterator[Any]:
    with Redis.from_url(redis_settings["redis_url"]) as redis:
        yield redis


@pytest.fixture
def client(
    database_url: str, redis_settings: dict[str, str], proxy: Proxy
) -> Iterator[httpx2.Client]:
    prefix = redis_settings["redis_prefix"]
    with (
        running(database_url, REDIS_URL=proxy.url, REDIS_PREFIX=prefix) as service,
        client_of(service.base_url, timeout=10) as client,
    ):
        yield client


def send(client: httpx2.Client, body: Body, key: str | None) -> httpx2.Response:
    headers = {} if key is None else {"Idempotency-Key": key}
    return client.post(SAMPLE.path, json=body, headers=headers)


def only_key(redis: Any, redis_settings: dict[str, str]) -> Any:
    (name,) = redis.keys(f"{redis_settings['redis_prefix']}:idempotency:*")
    return name


@pytest.mark.checklist(ITEM, proves="replay")
def test_an_answer_is_kept_for_a_day(
    client: httpx2.Client, redis: Any, redis_settings: dict[str, str]
):
    body, key = SAMPLE.fresh(), token()
    first, again = send(client, body, key), send(client, body, key)

    left = redis.ttl(only_key(redis, redis_settings))

    assert [first.status_code, again.status_code] == [201, 201]
    assert again.content == first.content
    assert again.headers[REPLAYED] == "true"
    assert DAY - 60 < left <= DAY


@pytest.mark.checklist(ITEM, proves="failures")
def test_what_was_refused_leaves_nothing(
    client: httpx2.Client, redis: Any, redis_settings: dict[str, str]
):
    refused = send(client, {"no": 1}, token())

    assert refused.status_code == 400
    assert redis.keys(f"{redis_settings['redis_prefix']}:idempotency:*") == []


def test_who_dies_at_work_has_the_key_until_its_time_is_over(
    client: httpx2.Client, redis: Any, redis_settings: dict[str, str]
):
    body, key = SAMPLE.fresh(), token()
    first = send(client, body, key)
    client.delete(first.headers["Location"])
    name = only_key(redis, redis_settings)
    claim = redis.get(name).partition(b',"status"')[0] + b"}"
    redis.set(name, claim, px=10_000)

    early = send(client, body, key)
    redis.delete(name)
    late = send(client, body, key)

    assert [early.status_code, late.status_code] == [409, 201]


def test_without_redis_no_request_with_a_key_is_done(client: httpx2.Client, proxy: Proxy):
    body, key = SAMPLE.fresh(), token()
    proxy.stop()

    refused = send(client, body, key)
    others = send(client, SAMPLE.fresh(), None), client.get(SAMPLE.path)
    proxy.start()
    done = send(client, body, key)

    assert refused.status_code == 503
    assert refused.json()["error"]["code"] == "SERVICE_UNAVAILABLE"
    assert refused.headers["Retry-After"] == "1"
    assert [answer.status_code for answer in others] == [201, 200]
    assert done.status_code == 201
