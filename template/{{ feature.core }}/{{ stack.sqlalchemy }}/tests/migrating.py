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
from alembic.config import Config

_ROOT = Path(__file__).resolve().parent.parent


def upgrade(url: str) -> None:
    """To the newest tables."""
    with _configured(url) as config:
        command.upgrade(config, "head")


def downgrade(url: str) -> None:
    """To no tables at all."""
    with _configured(url) as config:
        command.downgrade(config, "base")


def check(url: str) -> None:
    """Raises where a migration is missing: the models say otherwise than the tables."""
    with _configured(url) as config:
        command.check(config)


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


@contextmanager
def _configured(url: str, said: StringIO | None = None) -> Iterator[Config]:
    """In this process, which is quicker than a person's command."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", url)
        yield Config(toml_file=_ROOT / "pyproject.toml", output_buffer=said, stdout=StringIO())
