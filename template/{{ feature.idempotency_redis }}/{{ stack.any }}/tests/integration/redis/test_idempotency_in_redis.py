"""Claims and answers in Redis: how long they stay, and what happens while it is away."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from redis import Redis

from tests.processes import Process, running
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
def service(database_url: str, redis_settings: dict[str, str], proxy: Proxy) -> Iterator[Process]:
    prefix = redis_settings["redis_prefix"]
    with running(database_url, REDIS_URL=proxy.url, REDIS_PREFIX=prefix) as service:
        yield service


def send(service: Process, body: Body, key: str | None) -> httpx2.Response:
    headers = {} if key is None else {"Idempotency-Key": key}
    return httpx2.post(f"{service.base_url}{SAMPLE.path}", json=body, headers=headers, timeout=10)


def only_key(redis: Any, redis_settings: dict[str, str]) -> Any:
    (name,) = redis.keys(f"{redis_settings['redis_prefix']}:idempotency:*")
    return name


@pytest.mark.checklist(ITEM, proves="replay")
def test_an_answer_is_kept_for_a_day(service: Process, redis: Any, redis_settings: dict[str, str]):
    body, key = SAMPLE.fresh(), token()
    first, again = send(service, body, key), send(service, body, key)

    left = redis.ttl(only_key(redis, redis_settings))

    assert [first.status_code, again.status_code] == [201, 201]
    assert again.content == first.content
    assert again.headers[REPLAYED] == "true"
    assert DAY - 60 < left <= DAY


@pytest.mark.checklist(ITEM, proves="failures")
def test_what_was_refused_leaves_nothing(
    service: Process, redis: Any, redis_settings: dict[str, str]
):
    refused = send(service, {"no": 1}, token())

    assert refused.status_code == 400
    assert redis.keys(f"{redis_settings['redis_prefix']}*") == []


def test_who_dies_at_work_has_the_key_until_its_time_is_over(
    service: Process, redis: Any, redis_settings: dict[str, str]
):
    body, key = SAMPLE.fresh(), token()
    first = send(service, body, key)
    httpx2.delete(f"{service.base_url}{first.headers['Location']}")
    name = only_key(redis, redis_settings)
    claim = redis.get(name).partition(b',"status"')[0] + b"}"
    redis.set(name, claim, px=10_000)

    early = send(service, body, key)
    redis.delete(name)
    late = send(service, body, key)

    assert [early.status_code, late.status_code] == [409, 201]


def test_without_redis_no_request_with_a_key_is_done(service: Process, proxy: Proxy):
    body, key = SAMPLE.fresh(), token()
    proxy.stop()

    refused = send(service, body, key)
    others = send(service, SAMPLE.fresh(), None), service.get(SAMPLE.path)
    proxy.start()
    done = send(service, body, key)

    assert refused.status_code == 503
    assert refused.json()["error"]["code"] == "SERVICE_UNAVAILABLE"
    assert refused.headers["Retry-After"] == "1"
    assert [answer.status_code for answer in others] == [201, 200]
    assert done.status_code == 201
