"""Every table has the indexes that its lists go by, and refuses what the rules refuse."""

import httpx2
import pytest
from sqlalchemy import Connection, Integer, String, Table, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from app.infrastructure.database.metadata import metadata
from app.infrastructure.database.urls import async_url
from tests.registry import SAMPLES
from tests.samples import Sample

pytestmark = pytest.mark.anyio
BY_SAMPLE = pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])


def table_of(sample: Sample) -> Table:
    return metadata.tables[sample.path.rpartition("/")[2].replace("-", "_")]


@BY_SAMPLE
async def test_every_order_of_the_list_has_an_index(sample: Sample, database_url: str):
    table = table_of(sample)

    def leading(connection: Connection) -> set[str]:
        inspector = inspect(connection)
        indexes = [index["column_names"] for index in inspector.get_indexes(table.name)]
        uniques = [
            unique["column_names"] for unique in inspector.get_unique_constraints(table.name)
        ]
        return {str(columns[0]) for columns in [*indexes, *uniques]}

    engine = create_async_engine(async_url(database_url))
    async with engine.connect() as connection:
        found = await connection.run_sync(leading)
    await engine.dispose()

    wanted = {f"{name}_key" if f"{name}_key" in table.c else name for name in sample.sortable}
    keys = {key.parent.name for key in table.foreign_keys}
    assert wanted | keys <= found


@BY_SAMPLE
async def test_the_database_itself_refuses_what_is_too_long(
    sample: Sample, database_url: str, base_url: str
):
    made = httpx2.post(f"{base_url}{sample.path}", json=sample.fresh())
    table = table_of(sample)
    limited = [
        (column.name, column.type.length)
        for column in table.c
        if isinstance(column.type, String) and column.type.length and "folds" not in column.info
    ]

    engine = create_async_engine(async_url(database_url))
    for name, length in limited:
        statement = f'UPDATE {table.name} SET "{name}" = :value'  # names of our own
        with pytest.raises(DBAPIError):
            async with engine.begin() as connection:
                await connection.execute(text(statement), {"value": "x" * (length + 1)})
    await engine.dispose()

    assert made.status_code == 201


@BY_SAMPLE
async def test_every_row_has_a_version(sample: Sample, database_url: str):
    table = table_of(sample)

    assert isinstance(table.c.version.type, Integer)
    assert not table.c.version.nullable
