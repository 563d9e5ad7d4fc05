"""Brings the database of a test up and down, by the migrations: here with Django's.

The same names on every framework. Each raises where its command fails.
"""

import os
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import AppConfig

from app import domains, features
from tests.sql import execute

_ROOT = Path(__file__).resolve().parent.parent


def upgrade(url: str) -> None:
    """To the newest tables."""
    _manage(url, "migrate", "--verbosity=0").check_returncode()


def downgrade(url: str) -> None:
    """To no tables at all."""
    for app in _labels():
        _manage(url, "migrate", "--verbosity=0", app, "zero").check_returncode()


def leave_ahead(url: str) -> None:
    """As newer code would leave it, which this code does not know."""
    values = f"'{_labels()[0]}', '9999_newer', '2026-01-01 00:00:00'"
    execute(url, f"INSERT INTO django_migrations (app, name, applied) VALUES ({values})")


def check(url: str) -> None:
    """Raises where a migration is missing: the models say otherwise than the tables."""
    _manage(url, "makemigrations", "--check", "--dry-run").check_returncode()


def plan(url: str) -> str:
    """The SQL that an upgrade from nothing would run."""
    return "".join(_manage(url, "sqlmigrate", app, "0001").stdout for app in _labels())


def upgrade_in_a_process(url: str) -> subprocess.CompletedProcess[str]:
    """As a person does it. Raises nothing: its exit code tells."""
    return _manage(url, "migrate")


def _labels() -> list[str]:
    """What Django calls the slices."""
    configs = [import_module(f"{name}.apps") for name in (*features.APPS, *domains.APPS)]
    return [
        vars(found).get("label") or found.name.rpartition(".")[2]
        for config in configs
        for found in vars(config).values()
        if type(found) is type
        and issubclass(found, AppConfig)
        and found is not AppConfig
        and find_spec(f"{found.name}.migrations")
    ]


def _manage(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=_ROOT,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
