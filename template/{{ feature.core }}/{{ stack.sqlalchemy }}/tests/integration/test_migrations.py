"""Migrations: up, down and up again; the same tables as the models; two at once."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import create_async_engine

from app.infrastructure.database.metadata import metadata
from app.infrastructure.database.urls import async_url
from tests.databases import fresh_database

ROOT = Path(__file__).resolve().parents[2]
TABLES = set(metadata.tables)


@pytest.fixture
def url(database_url: str) -> Iterator[str]:
    """A database of its own; `database_url` has told whether there can be one."""
    with fresh_database() as fresh:
        yield fresh


def alembic(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "alembic", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )


def schema_of(url: str) -> dict[str, object]:
    """Columns, constraints and indexes of each table, as the database tells them."""

    def read(connection: Connection) -> dict[str, object]:
        inspector = inspect(connection)
        return {
            table: (
                [(column["name"], str(column["type"])) for column in inspector.get_columns(table)],
                sorted(str(index["name"]) for index in inspector.get_indexes(table)),
                sorted(str(unique["name"]) for unique in inspector.get_unique_constraints(table)),
                sorted(str(check["name"]) for check in inspector.get_check_constraints(table)),
            )
            for table in sorted(inspector.get_table_names())
            if table in TABLES
        }

    async def connect() -> dict[str, object]:
        engine = create_async_engine(async_url(url))
        async with engine.connect() as connection:
            found = await connection.run_sync(read)
        await engine.dispose()
        return found

    return asyncio.run(connect())


def test_down_and_up_again_gives_the_same_tables(url: str):
    before = schema_of(url)

    down = alembic(url, "downgrade", "base")
    between = schema_of(url)
    up = alembic(url, "upgrade", "head")

    assert (down.returncode, up.returncode) == (0, 0), down.stderr + up.stderr
    assert set(before) == TABLES
    assert between == {}
    assert schema_of(url) == before


def test_models_and_migrations_agree(url: str):
    checked = alembic(url, "check")

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_two_that_migrate_at_once_do_not_meet(url: str):
    alembic(url, "downgrade", "base")

    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda _: alembic(url, "upgrade", "head"), range(3)))

    assert [run.returncode for run in done] == [0, 0, 0], "".join(run.stderr for run in done)
    assert set(schema_of(url)) == TABLES


def test_a_database_that_is_not_there_is_told_in_one_line():
    told = alembic("sqlite:////no/such/folder/app.db", "upgrade", "head")

    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    assert told.stderr.startswith("No database at sqlite:////no/such/folder/app.db: unable to open")


def test_a_migration_can_be_read_before_it_runs(url: str):
    offline = alembic(url, "upgrade", "head", "--sql")

    assert offline.returncode == 0, offline.stderr
    assert all(f"CREATE TABLE {table}" in offline.stdout for table in TABLES)
