"""What a connection is told before it is lent, whichever driver made it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event, exc

BEGIN = {"mysql": "BEGIN", "sqlite": "BEGIN IMMEDIATE"}
"""SQLite has no row locks: who is going to write takes its turn at once."""

_PREPARATIONS = {
    # No gap locks and no old snapshots: who has waited for a row sees what became of it.
    "mysql": ("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",),
    # Readers beside one writer; foreign keys that hold; a commit that outlives a power cut.
    "sqlite": (
        "PRAGMA journal_mode = WAL",
        "PRAGMA foreign_keys = ON",
        "PRAGMA synchronous = FULL",
    ),
}


def watch(engine: Engine, *, is_lost: Callable[[Any], bool]) -> None:
    """Prepares each new connection, and lends none that was lost while nobody used it."""

    def prepare(connection: Any, record: object) -> None:
        cursor = connection.cursor()
        for command in _PREPARATIONS[engine.dialect.name]:
            cursor.execute(command)
        cursor.close()

    def refuse_lost(connection: Any, record: object, proxy: object) -> None:
        if is_lost(connection):
            raise exc.InvalidatePoolError

    event.listen(engine, "connect", prepare)
    event.listen(engine, "checkout", refuse_lost)
