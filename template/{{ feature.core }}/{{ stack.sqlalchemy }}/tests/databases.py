"""A database of their own for the tests, made by the migrations and gone at the end."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import asyncpg
from sqlalchemy import make_url

from app.config.defaults import DATABASE_URL
from app.infrastructure.database.urls import scheme_of

_ROOT = Path(__file__).resolve().parent.parent
_PATIENCE = 5
"""Seconds to reach a server."""


class Unreachable(Exception):
    """No server answers where the tests look for one; says what to do."""


@contextmanager
def fresh_database() -> Iterator[str]:
    """Its URL: on the server of TEST_DATABASE_URL, or else of the service's own default.

    Raises Unreachable.
    """
    server = os.environ.get("TEST_DATABASE_URL") or DATABASE_URL
    with _sqlite() if scheme_of(server) == "sqlite" else _on_server(server) as url:
        _migrate(url)
        yield url


@contextmanager
def _sqlite() -> Iterator[str]:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield f"sqlite:///{Path(folder) / 'test.db'}"


@contextmanager
def _on_server(server: str) -> Iterator[str]:
    name = f"test_{uuid4().hex}"
    _command(server, f"CREATE DATABASE {name}")
    try:
        yield _url_of(server, name)
    finally:
        _command(server, f"DROP DATABASE {name} WITH (FORCE)")


def _url_of(server: str, database: str) -> str:
    return make_url(server).set(database=database).render_as_string(hide_password=False)


def _command(server: str, sql: str) -> None:
    """On the database `postgres`, which every server has: that of the URL need not exist."""
    try:
        asyncio.run(_run(_url_of(server, "postgres"), sql))
    except (OSError, asyncpg.PostgresError) as error:
        where = make_url(server).set(database=None).render_as_string()
        raise Unreachable(
            f"no database can be made at {where} ({error}). Start a server there, or set "
            "TEST_DATABASE_URL=postgresql://user:password@host:port/ to one that may be used"
        ) from error


async def _run(url: str, sql: str) -> None:
    connection = await asyncpg.connect(url, timeout=_PATIENCE)
    await connection.execute(sql)
    await connection.close()


def _migrate(url: str) -> None:
    """By the command that a person would give."""
    subprocess.run(
        [sys.executable, "-m", "alembic", "upgrade", "head"],
        cwd=_ROOT,
        env={**os.environ, "DATABASE_URL": url},
        check=True,
    )
