"""There is no change without its entry, and no entry without its change."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from httpx2 import Client

from app.infrastructure.unit_of_work import UnitOfWork
from app.utils.identifiers import new_id
from tests.audited import newest, since
from tests.callers import client_of
from tests.contract.rows import create, path_of
from tests.integration.test_repositories import BY_SAMPLE, entity_of
from tests.parents import fresh, parents_of
from tests.repositories import repository_of
from tests.running import run
from tests.samples import Sample
from tests.sql import execute, fetch

together = pytest.mark.checklist("security.audit-log", proves="together")


@pytest.fixture
def client(base_url: str) -> Iterator[Client]:
    with client_of(base_url, timeout=15) as client:
        yield client


@contextmanager
def failing(database_url: str) -> Iterator[None]:
    """No entry can be written meanwhile."""
    execute(database_url, "ALTER TABLE audit_entries RENAME TO audit_entries_elsewhere")
    try:
        yield
    finally:
        execute(database_url, "ALTER TABLE audit_entries_elsewhere RENAME TO audit_entries")


def rows_of(database_url: str, sample: Sample) -> list[tuple[object, ...]]:
    return sorted(fetch(database_url, f"SELECT id, version FROM {sample.name}"), key=str)


@together
@BY_SAMPLE
def test_a_change_that_can_t_be_written_down_is_none(
    client: Client, sample: Sample, database_url: str
) -> None:
    row, body = create(client, sample), fresh(client, sample)
    path, before = path_of(sample, row), rows_of(database_url, sample)

    with failing(database_url):
        answers = [
            client.post(sample.path, json=body),
            client.patch(path, json=body),
            client.delete(path),
        ]

    assert {answer.status_code >= 500 for answer in answers} == {True}
    assert rows_of(database_url, sample) == before


@together
@BY_SAMPLE
def test_a_change_that_is_taken_back_leaves_no_entry(
    client: Client, sample: Sample, database_url: str
) -> None:
    entity = entity_of(sample, parents_of(client, sample))
    last = newest(client)

    async def change_and_fail() -> None:
        async with repository_of(sample, database_url) as repository, UnitOfWork():
            await repository.add(entity)
            await repository.remove(entity.id)
            raise LookupError

    with suppress(LookupError):
        run(change_and_fail())

    assert since(client, last) == []


@together
@BY_SAMPLE
def test_without_a_unit_of_work_they_are_together_all_the_same(
    client: Client, sample: Sample, database_url: str
) -> None:
    entity = entity_of(sample, parents_of(client, sample))
    before = rows_of(database_url, sample)

    async def add() -> None:
        async with repository_of(sample, database_url) as repository:
            await repository.add(entity)

    with failing(database_url), pytest.raises(Exception, match="audit_entries"):
        run(add())
    assert rows_of(database_url, sample) == before

    last = newest(client)
    run(add())
    [told] = since(client, last)
    assert (told["subject_id"], told["actor_role"]) == (str(entity.id), "service")
    assert told["address"] is None
    assert str(new_id()) > told["id"]
