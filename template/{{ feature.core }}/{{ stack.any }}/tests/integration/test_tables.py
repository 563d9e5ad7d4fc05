"""Every table has the indexes that its lists go by, and refuses what the rules refuse."""

import pytest

from tests.callers import client_of
from tests.parents import fresh
from tests.registry import SAMPLES
from tests.samples import Sample
from tests.schema import Table, schema_of
from tests.sql import ERRORS, execute

BY_SAMPLE = pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
LINES = {"character varying", "varchar"}
"""The types of columns that hold a line of text."""


@BY_SAMPLE
@pytest.mark.checklist("database.indexes", proves="columns")
def test_every_order_of_the_list_has_an_index(sample: Sample, database_url: str):
    table = schema_of(database_url)[sample.name]

    wanted = {_column_of(table, name) for name in sample.sortable}

    assert wanted | table.foreign_keys <= table.leading


@BY_SAMPLE
@pytest.mark.checklist("database.indexes", proves="unique")
def test_every_unique_value_has_an_index(sample: Sample, database_url: str):
    table = schema_of(database_url)[sample.name]

    wanted = {_column_of(table, name) for name in ("id", *sample.unique)}

    assert wanted <= table.leading


@pytest.mark.checklist("database.constraints", proves="lengths")
@BY_SAMPLE
def test_the_database_itself_refuses_what_is_too_long(
    sample: Sample, database_url: str, base_url: str
):
    with client_of(base_url) as client:
        made = client.post(sample.path, json=fresh(client, sample))
    limited = [
        (name, column.longest)
        for name, column in schema_of(database_url)[sample.name].columns.items()
        if column.kind in LINES and column.longest and name in sample.body(0)
    ]

    for name, longest in limited:
        with pytest.raises(ERRORS):
            execute(database_url, f"UPDATE {sample.name} SET {name} = '{'x' * (longest + 1)}'")

    assert made.status_code == 201


@BY_SAMPLE
@pytest.mark.checklist("database.constraints", proves="required")
def test_the_database_itself_refuses_what_is_empty(
    sample: Sample, database_url: str, base_url: str
):
    with client_of(base_url) as client:
        made = client.post(sample.path, json=fresh(client, sample))

    for name in ("id", "version", "created_at", *sample.required):
        with pytest.raises(ERRORS):
            execute(database_url, f"UPDATE {sample.name} SET {name} = NULL")

    assert made.status_code == 201


@BY_SAMPLE
@pytest.mark.checklist("database.constraints", proves="unique")
def test_the_database_itself_refuses_what_is_taken(
    sample: Sample, database_url: str, base_url: str
):
    table = schema_of(database_url)[sample.name]
    with client_of(base_url) as client:
        made = [client.post(sample.path, json=fresh(client, sample)) for _ in range(2)]

    for name in ("id", *sample.unique):
        column = _column_of(table, name)
        taken = f"SELECT {column} FROM {sample.name} WHERE {column} IS NOT NULL LIMIT 1"
        with pytest.raises(ERRORS):
            execute(
                database_url,
                f"UPDATE {sample.name} SET {column} = (SELECT {column} FROM ({taken}) AS one)",
            )

    assert [answer.status_code for answer in made] == [201, 201]


@BY_SAMPLE
def test_every_row_has_a_version(sample: Sample, database_url: str):
    version = schema_of(database_url)[sample.name].columns["version"]

    assert version.kind in {"int", "integer"}
    assert not version.nullable


def _column_of(table: Table, name: str) -> str:
    """Some columns have a twin, which holds what a value is compared and sorted by."""
    return twin if (twin := f"{name}_key") in table.columns else name
