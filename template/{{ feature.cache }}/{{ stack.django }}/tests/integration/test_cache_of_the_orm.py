"""What Django's own ORM changes, as its admin does, is seen by whoever reads next."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from httpx2 import Client

from app.infrastructure import database
from app.infrastructure.unit_of_work import UnitOfWork
from tests.cache_server import own_cache
from tests.callers import client_of
from tests.parents import fresh
from tests.registry import SAMPLES
from tests.samples import Sample
from tests.serving import serving

pytestmark = [
    pytest.mark.checklist("performance.cache", proves="invalidation"),
    pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES]),
]


@pytest.fixture
def client(database_url: str) -> Iterator[Client]:
    with (
        own_cache() as own,
        serving({"database_url": database_url, **own, "cache_timeout": 1}) as url,
        client_of(url, timeout=15) as client,
    ):
        yield client
        database.release()


def made(client: Client, sample: Sample) -> tuple[str, Any]:
    """The path of a new row, which was read, and the row as the ORM has it."""
    answer = client.post(sample.path, json=fresh(client, sample)).raise_for_status()
    where, key = answer.headers["Location"], answer.json()["data"]["id"]
    client.get(where).raise_for_status()
    [config] = [one for one in apps.get_app_configs() if one.name == f"app.domain.{sample.name}"]
    models: Any = config.get_models()
    return where, next(iter(models))._default_manager.get(pk=key)


def test_a_row_that_was_saved(client: Client, sample: Sample):
    where, row = made(client, sample)
    before = client.get(where).headers["ETag"]

    row.save()

    assert client.get(where).headers["ETag"] != before


def test_a_row_that_was_deleted(client: Client, sample: Sample):
    where, row = made(client, sample)

    row.delete()

    assert client.get(where).status_code == 404


def test_a_row_that_was_saved_and_taken_back(client: Client, sample: Sample):
    where, row = made(client, sample)
    before = client.get(where).headers["ETag"]

    with pytest.raises(LookupError):
        _save_in_vain(row)

    assert client.get(where).headers["ETag"] == before


def _save_in_vain(row: Any) -> None:
    with UnitOfWork():
        row.save()
        raise LookupError
