"""Brings the database of a test up and down, by the migrations: here with Alembic.

The same names on every framework. Each raises where its command fails.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from app.infrastructure.database import drivers
from app.infrastructure.database.metadata import CHAINS
from app.infrastructure.database.models import OptionModel
from tests.sql import execute

_ROOT = Path(__file__).resolve().parent.parent


def upgrade(url: str) -> None:
    """To the newest tables."""
    with _configured(url) as config:
        command.upgrade(config, "head")


def downgrade(url: str) -> None:
    """To no tables at all."""
    with _configured(url) as config:
        command.downgrade(config, "base")
    drivers.run_on(url, _downgrade_options)


def leave_ahead(url: str) -> None:
    """As newer code would leave it, which this code does not know."""
    execute(url, "UPDATE alembic_version SET version_num = '9999'")


def check(url: str) -> None:
    """Raises where a migration is missing: the models say otherwise than the tables."""
    with _configured(url) as config:
        command.check(config)
    drivers.run_on(url, _check_options)


def plan(url: str) -> str:
    """The SQL that an upgrade from nothing would run."""
    said = StringIO()
    with _configured(url, said) as config:
        command.upgrade(config, "head", sql=True)
    return said.getvalue()


def upgrade_in_a_process(url: str) -> subprocess.CompletedProcess[str]:
    """As a person does it. Raises nothing: its exit code tells."""
    return subprocess.run(
        [sys.executable, "-m", "alembic", "upgrade", "head"],
        cwd=_ROOT,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )


def _downgrade_options(connection: Connection) -> None:
    for chain in CHAINS:
        chain.migrate(MigrationContext.configure(connection), to="base")


def _check_options(connection: Connection) -> None:
    tables = OptionModel.metadata.tables
    context = MigrationContext.configure(
        connection,
        opts={"include_name": lambda name, kind, _: kind != "table" or name in tables},
    )
    assert compare_metadata(context, OptionModel.metadata) == []


@contextmanager
def _configured(url: str, said: StringIO | None = None) -> Iterator[Config]:
    """In this process, which is quicker than a person's command."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", url)
        yield Config(toml_file=_ROOT / "pyproject.toml", output_buffer=said, stdout=StringIO())
