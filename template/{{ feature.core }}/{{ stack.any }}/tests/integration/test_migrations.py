"""Migrations: up, down and up again; the same tables as the models; two at once."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.databases import fresh_database
from tests.migrating import check, downgrade, plan, upgrade, upgrade_in_a_process
from tests.registry import SAMPLES
from tests.schema import schema_of

TABLES = {sample.name for sample in SAMPLES}


@pytest.fixture(scope="module")
def url(database_url: str) -> Iterator[str]:
    """A database that may be taken apart; `database_url` has told whether there can be one.

    Each test leaves it with all its tables.
    """
    with fresh_database() as fresh:
        yield fresh


@pytest.mark.checklist("database.migrations", proves="up-down-up")
def test_down_and_up_again_gives_the_same_tables(url: str):
    before = schema_of(url)

    downgrade(url)
    between = schema_of(url)
    upgrade(url)

    assert set(before) >= TABLES
    assert between == {}
    assert schema_of(url) == before


@pytest.mark.checklist("database.migrations", proves="models-agree")
def test_models_and_migrations_agree(url: str):
    check(url)


@pytest.mark.checklist("database.migrations", proves="at-once")
def test_two_that_migrate_at_once_do_not_meet(url: str):
    downgrade(url)

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: upgrade_in_a_process(url), range(2)))

    assert [run.returncode for run in done] == [0, 0], "".join(run.stderr for run in done)
    assert set(schema_of(url)) >= TABLES


@pytest.mark.checklist("database.migrations", proves="readable")
def test_a_migration_can_be_read_before_it_runs(url: str):
    said = plan(url)

    assert set(re.findall(r"CREATE TABLE\W+(\w+)", said)) >= TABLES


def test_a_database_that_is_not_there_is_told_in_one_line():
    told = upgrade_in_a_process("sqlite:////no/such/folder/app.db")

    assert told.returncode == 1
    assert told.stderr.startswith("No database at sqlite:////no/such/folder/app.db: unable to open")
    assert "Traceback" not in told.stderr
