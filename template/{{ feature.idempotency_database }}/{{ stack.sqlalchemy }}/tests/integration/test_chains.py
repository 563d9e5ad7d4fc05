"""The migrations of tables that options bring: beside yours, and never in their way.

Here of the table of claims; every chain goes the same way.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copy, copytree

import pytest

from app.infrastructure.database.metadata import CHAINS
from tests.databases import fresh_database
from tests.migrating import check, downgrade, plan, upgrade
from tests.processes import ROOT
from tests.registry import SAMPLES
from tests.schema import schema_of
from tests.sql import execute, fetch

TABLE, VERSIONS = "idempotency_keys", "alembic_version_idempotency"
SAMPLE = SAMPLES[0]


@pytest.fixture
def url(database_url: str) -> Iterator[str]:
    """A database with all tables, to be taken apart; `database_url` tells that there can be one."""
    with fresh_database() as fresh:
        yield fresh


def alembic(url: str, *arguments: str, root: Path = ROOT) -> str:
    """What a person reads who types it."""
    done = subprocess.run(
        [sys.executable, "-m", "alembic", *arguments],
        cwd=root,
        env={**os.environ, "DATABASE_URL": url, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def forget(url: str) -> None:
    """As if the option had never been on."""
    execute(url, f"DROP TABLE {TABLE}", f"DROP TABLE {VERSIONS}")


def test_each_chain_counts_for_itself(url: str):
    assert fetch(url, f"SELECT version_num FROM {VERSIONS}") == [("0001",)]
    assert len(fetch(url, "SELECT version_num FROM alembic_version")) == 1


def test_an_option_that_comes_later_brings_its_table(url: str):
    execute(url, f"DELETE FROM {SAMPLE.name}")
    forget(url)

    upgrade(url)

    assert TABLE in schema_of(url)
    check(url)


def test_a_second_upgrade_changes_nothing(url: str):
    before = schema_of(url)

    upgrade(url)

    assert schema_of(url) == before


def test_taking_back_takes_back_yours_alone(url: str):
    alembic(url, "downgrade", "base")

    assert set(schema_of(url)) == {m.__tablename__ for chain in CHAINS for m in chain.models}


@pytest.mark.parametrize(
    "command", [("current",), ("check",), ("history",), ("downgrade", "-1"), ("stamp", "head")]
)
def test_no_other_command_makes_tables(url: str, command: tuple[str, ...]):
    forget(url)

    alembic(url, *command)

    assert TABLE not in schema_of(url)


def test_a_revision_of_yours_knows_nothing_of_it(url: str, tmp_path: Path):
    copy(ROOT / "pyproject.toml", tmp_path)
    copytree(ROOT / "migrations", tmp_path / "migrations")

    alembic(url, "revision", "--autogenerate", "--rev-id=9999", root=tmp_path)

    (written,) = tmp_path.glob("migrations/versions/9999*.py")
    text = written.read_text(encoding="utf-8")
    assert TABLE not in text
    assert VERSIONS not in text


def test_a_table_of_an_option_that_is_gone_is_in_nobodys_way(url: str):
    execute(
        url,
        "CREATE TABLE alembic_version_gone (version_num VARCHAR(32) NOT NULL PRIMARY KEY)",
        "CREATE TABLE gone_things (id INTEGER NOT NULL PRIMARY KEY)",
    )

    check(url)
    upgrade(url)

    assert "gone_things" in schema_of(url)


def test_a_table_of_nobody_is_still_told(url: str):
    execute(url, "CREATE TABLE forgotten (id INTEGER NOT NULL PRIMARY KEY)")

    with pytest.raises(Exception, match="New upgrade operations"):
        check(url)


def test_the_sql_of_an_upgrade_from_nothing_has_it_too(url: str):
    assert TABLE in re.findall(r"CREATE TABLE\W+(\w+)", plan(url))


def test_the_sql_of_a_later_upgrade_does_not(url: str):
    said = alembic(url, "upgrade", "0001:head", "--sql")

    assert TABLE not in said


def test_it_goes_down_and_comes_up_again(url: str):
    before = schema_of(url)

    downgrade(url)
    between = schema_of(url)
    upgrade(url)

    assert between == {}
    assert schema_of(url) == before
