"""Django's `migrate`, one at a time and without the deadlines of a request."""

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import TIMEOUT_MAX
from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import OperationalError, connections

from app.http.errors import ServiceUnavailable
from app.infrastructure.database.urls import shown
from app.management.prepare import prepare

_LOCK = 7_213_406_911
"""Of PostgreSQL's advisory locks; MySQL's has a name."""
_PATIENCE = 10
"""Seconds to wait for a table that somebody uses: whoever comes next waits as long."""


class Command(migrate.Command):
    def execute(self, *arguments: Any, **options: Any) -> Any:
        _reach(connections[options["database"]])
        return super().execute(*arguments, **options)

    def handle(self, *arguments: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        with _LOCKS[connection.vendor](connection):
            if not (options["plan"] or options["check_unapplied"]):
                prepare(connection)
            super().handle(*arguments, **options)


def _reach(connection: Any) -> None:
    """Ends the process with one line where there is no database."""
    try:
        connection.ensure_connection()
    except (OperationalError, ServiceUnavailable) as error:
        url = shown(settings.SERVICE.database_url.get_secret_value())
        reason = str(error.__cause__ or error).splitlines()[0]
        sys.exit(f"No database at {url}: {reason}. Does it exist and run; is DATABASE_URL right?")


@contextmanager
def _postgresql(connection: Any) -> Iterator[None]:
    connection.connection.patience = TIMEOUT_MAX
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        cursor.execute(f"SET lock_timeout = '{_PATIENCE}s'")
        yield


@contextmanager
def _mysql(connection: Any) -> Iterator[None]:
    connection.connection.patience = TIMEOUT_MAX
    limit = "max_statement_time" if connection.mysql_is_mariadb else "max_execution_time"
    with connection.cursor() as cursor:
        cursor.execute(f"SET SESSION {limit} = 0, lock_wait_timeout = {_PATIENCE}")
        cursor.execute("SELECT GET_LOCK(CONCAT('migrate:', DATABASE()), 3600)")
        yield
        cursor.execute("DO RELEASE_LOCK(CONCAT('migrate:', DATABASE()))")


@contextmanager
def _sqlite(connection: Any) -> Iterator[None]:
    """SQLite's own lock is for a transaction, and each migration is one."""
    with Path(connection.settings_dict["NAME"]).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


_LOCKS = {"mysql": _mysql, "postgresql": _postgresql, "sqlite": _sqlite}
