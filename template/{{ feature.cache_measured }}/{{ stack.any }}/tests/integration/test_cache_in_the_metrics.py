"""The metrics tell how many reads the cache has spared the database."""

import re

import httpx2
import pytest

from tests.cache_server import own_cache
from tests.callers import client_of
from tests.parents import fresh
from tests.registry import SAMPLES
from tests.serving import serving

pytestmark = pytest.mark.checklist("performance.cache")
_COUNTED = re.compile(r'^cache_reads_total\{outcome="(\w+)"\} (\S+)$', re.MULTILINE)


def reads(url: str) -> dict[str, float]:
    told = httpx2.get(f"{url}/metrics").raise_for_status().text
    return {outcome: float(number) for outcome, number in _COUNTED.findall(told)}


def test_hits_and_misses_are_counted(database_url: str):
    sample = SAMPLES[0]
    with (
        own_cache() as own,
        serving({"database_url": database_url, **own, "cache_timeout": 1}) as url,
        client_of(url) as client,
    ):
        made = client.post(sample.path, json=fresh(client, sample)).raise_for_status()
        where = f"{sample.path}/{made.json()['data']['id']}"
        before = reads(url)
        for _ in range(4):
            client.get(where).raise_for_status()
        after = reads(url)

    assert after["hit"] - before["hit"] == 3
    assert after["miss"] - before["miss"] == 1
