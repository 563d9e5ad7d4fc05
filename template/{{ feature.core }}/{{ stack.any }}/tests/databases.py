"""A database of their own for the tests, made by the migrations and gone at the end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from app.config.defaults import DATABASE_URL
from tests import callers
from tests.migrating import upgrade
from tests.sql import ERRORS, execute
from tests.urls import kind_of, on_database, shown

_HOMES = {"mysql": "", "postgresql": "postgres"}
"""The database that every server has: that of the URL need not exist."""
_CREATE = {
    "mysql": "CREATE DATABASE {name} CHARACTER SET utf8mb4",
    "postgresql": "CREATE DATABASE {name}",
}
_DROP = {
    "mysql": "DROP DATABASE {name}",
    "postgresql": "DROP DATABASE {name} WITH (FORCE)",
}


class Unreachable(Exception):
    """No server answers where the tests look for one; says what to do."""


@contextmanager
def fresh_database() -> Iterator[str]:
    """Its URL. It has all tables of the service, and knows the tests. Raises Unreachable."""
    with empty_database() as url:
        upgrade(url)
        callers.arrive(url)
        yield url


@contextmanager
def empty_database() -> Iterator[str]:
    """Its URL: on the server of TEST_DATABASE_URL, or else of the service's own default.

    Raises Unreachable.
    """
    server = os.environ.get("TEST_DATABASE_URL") or DATABASE_URL
    with _sqlite() if kind_of(server) == "sqlite" else _on_server(server) as url:
        yield url


@contextmanager
def _sqlite() -> Iterator[str]:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield f"sqlite:///{Path(folder) / 'test.db'}"


@contextmanager
def _on_server(server: str) -> Iterator[str]:
    name, kind = f"test_{uuid4().hex}", kind_of(server)
    _command(server, _CREATE[kind].format(name=name))
    try:
        yield on_database(server, name)
    finally:
        _command(server, _DROP[kind].format(name=name))


def _command(server: str, sql: str) -> None:
    try:
        execute(on_database(server, _HOMES[kind_of(server)]), sql)
    except ERRORS as error:
        raise Unreachable(
            f"no database can be made at {shown(server)} ({error}). Start a server there, or set "
            f"TEST_DATABASE_URL={kind_of(server)}://user:password@host:port/ to one that may be "
            "used"
        ) from error
