"""Repositories against the real database, without HTTP: what is kept, and what is refused."""

from contextlib import suppress
from importlib import import_module
from typing import Any

import pytest

from app.http.errors import Conflict
from app.infrastructure.unit_of_work import UnitOfWork
from app.utils.clock import now
from app.utils.identifiers import new_id
from tests.callers import client_of
from tests.parents import parents_of
from tests.registry import SAMPLES
from tests.repositories import repository_of
from tests.running import run
from tests.samples import Body, Sample

BY_SAMPLE = pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
UNIQUE = pytest.mark.parametrize(
    ("sample", "name"),
    [
        pytest.param(sample, name, id=f"{sample.name}-{name}")
        for sample in SAMPLES
        for name in sample.unique
    ],
)


@pytest.fixture
def parents(sample: Sample, base_url: str) -> Body:
    """What the rows of a resource refer to; most refer to nothing."""
    with client_of(base_url) as client:
        return parents_of(client, sample)


def entity_of(sample: Sample, parents: Body) -> Any:
    """As a service makes it of a valid body."""
    schemas = vars(import_module(f"app.domain.{sample.name}.schemas"))
    [entity] = [schemas[name] for name in schemas if f"{name}Create" in schemas]
    new = schemas[f"{entity.__name__}Create"].model_validate(sample.fresh() | parents)
    moment = now()
    return entity.model_construct(
        **dict(new), id=new_id(), created_at=moment, updated_at=moment, version=1
    )


@pytest.mark.checklist("database.query-tests", proves="repositories")
@BY_SAMPLE
def test_what_was_added_is_found(sample: Sample, parents: Body, database_url: str):
    entity = entity_of(sample, parents)

    def add_and_find() -> Any:
        with repository_of(sample, database_url) as repository:
            repository.add(entity)
            return repository.find(entity.id)

    assert run(add_and_find()) == entity


@pytest.mark.checklist("database.query-tests", proves="repositories")
@BY_SAMPLE
def test_what_was_saved_is_found(sample: Sample, parents: Body, database_url: str):
    entity, other = entity_of(sample, parents), entity_of(sample, parents)
    changed = other.model_copy(update={"id": entity.id, "created_at": entity.created_at})

    def save_and_find() -> Any:
        with repository_of(sample, database_url) as repository:
            repository.add(entity)
            with UnitOfWork():
                repository.lock(entity.id)
                repository.save(changed)
            return repository.find(entity.id)

    assert run(save_and_find()) == changed


@pytest.mark.checklist("database.query-tests", proves="repositories")
@BY_SAMPLE
def test_what_was_removed_is_gone(sample: Sample, parents: Body, database_url: str):
    entity = entity_of(sample, parents)

    def remove_and_find() -> Any:
        with repository_of(sample, database_url) as repository:
            repository.add(entity)
            repository.remove(entity.id)
            return repository.find(entity.id)

    assert run(remove_and_find()) is None


@pytest.mark.checklist("database.query-tests", proves="repositories")
@BY_SAMPLE
def test_the_newest_come_first_and_a_page_has_its_total(
    sample: Sample, parents: Body, database_url: str
):
    entities = [entity_of(sample, parents) for _ in range(3)]
    newest = [entity.id for entity in reversed(entities)]

    def add_and_list() -> Any:
        with repository_of(sample, database_url) as repository:
            for entity in entities:
                repository.add(entity)
            page = repository.numbered(limit=2, offset=1, sort="-created_at", search=None)
            return page, repository.following(newest[0], limit=2, search=None)

    (page, total), following = run(add_and_list())

    assert [entity.id for entity in page] == newest[1:]
    assert [entity.id for entity in following] == newest[1:]
    assert total >= len(entities)


@UNIQUE
def test_a_taken_value_is_the_error_of_its_constraint(
    sample: Sample, name: str, parents: Body, database_url: str
):
    entity = entity_of(sample, parents)
    other = entity_of(sample, parents).model_copy(update={name: getattr(entity, name)})

    def add_both() -> None:
        with repository_of(sample, database_url) as repository:
            repository.add(entity)
            repository.add(other)

    with pytest.raises(Conflict) as caught:
        run(add_both())
    assert type(caught.value) is not Conflict


@pytest.mark.checklist("database.transactions", proves="all-or-nothing")
@BY_SAMPLE
def test_an_error_takes_back_what_was_written(sample: Sample, parents: Body, database_url: str):
    entity = entity_of(sample, parents)

    def fail_after_the_write(repository: Any) -> None:
        with UnitOfWork():
            repository.add(entity)
            raise RuntimeError

    def fail_and_find() -> Any:
        with repository_of(sample, database_url) as repository:
            with suppress(RuntimeError):
                fail_after_the_write(repository)
            return repository.find(entity.id)

    assert run(fail_and_find()) is None
