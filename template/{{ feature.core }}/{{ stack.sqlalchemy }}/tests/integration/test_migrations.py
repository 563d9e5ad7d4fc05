"""Migrations: up, down and up again; the same tables as the models; two at once."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.config import main
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import create_async_engine

from app.infrastructure.database.metadata import metadata
from app.infrastructure.database.urls import async_url
from tests.databases import fresh_database

ROOT = Path(__file__).resolve().parents[2]
TABLES = set(metadata.tables)


@pytest.fixture(scope="module")
def url(database_url: str) -> Iterator[str]:
    """A database that may be taken apart; `database_url` has told whether there can be one.

    Each test leaves it with all its tables.
    """
    with fresh_database() as fresh:
        yield fresh


@pytest.fixture
def migrate(url: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`migrate("upgrade", "head")` is `alembic upgrade head` on that database, in this process."""
    monkeypatch.setenv("DATABASE_URL", url)
    return lambda *arguments: main(argv=arguments, prog="alembic")


def alembic(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own."""
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


def test_down_and_up_again_gives_the_same_tables(url: str, migrate: Callable[..., None]):
    before = schema_of(url)

    migrate("downgrade", "base")
    between = schema_of(url)
    migrate("upgrade", "head")

    assert set(before) == TABLES
    assert between == {}
    assert schema_of(url) == before


def test_models_and_migrations_agree(migrate: Callable[..., None]):
    migrate("check")


def test_two_that_migrate_at_once_do_not_meet(url: str, migrate: Callable[..., None]):
    migrate("downgrade", "base")

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: alembic(url, "upgrade", "head"), range(2)))

    assert [run.returncode for run in done] == [0, 0], "".join(run.stderr for run in done)
    assert set(schema_of(url)) == TABLES


def test_a_migration_can_be_read_before_it_runs(
    migrate: Callable[..., None], capsys: pytest.CaptureFixture[str]
):
    migrate("upgrade", "head", "--sql")

    said = capsys.readouterr().out
    assert all(f"CREATE TABLE {table}" in said for table in TABLES)


def test_a_database_that_is_not_there_is_told_in_one_line():
    told = alembic("sqlite:////no/such/folder/app.db", "upgrade", "head")

    assert told.returncode == 1
    assert told.stderr.startswith("No database at sqlite:////no/such/folder/app.db: unable to open")
    assert "Traceback" not in told.stderr
