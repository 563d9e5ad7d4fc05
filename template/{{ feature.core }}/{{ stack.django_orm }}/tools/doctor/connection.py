"""Asks the database as the service does: here by a connection as Django makes one."""

from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any

from django.db import ConnectionHandler

import tools.doctor.ready  # noqa: F401
from app.config import Settings
from app.infrastructure.database.configuration import database_of
from tools.doctor.dialects import Fetch
from tools.doctor.findings import Finding


def ask(settings: Settings, question: Callable[[Fetch], Finding]) -> Finding:
    """The question's finding, or what the driver or the question raises."""
    with closing(_connected(settings)) as connection:

        def fetch(statement: str) -> Sequence[Sequence[Any]]:
            with closing(connection.cursor()) as cursor:
                cursor.execute(statement)
                rows: Sequence[Sequence[Any]] = cursor.fetchall()
                return rows

        return question(fetch)


def _connected(settings: Settings) -> Any:
    """Past the pool: where this process serves, it is of another database."""
    wrapper: Any = ConnectionHandler({"default": database_of(settings)})["default"]
    return wrapper.connect_anew()
