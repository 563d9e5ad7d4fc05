"""What can go wrong between a service and its database, whatever the driver calls it."""

import re

from app.http.errors import ServiceUnavailable

_SQLITE = re.compile(r"UNIQUE constraint failed: (\w+)\.(\w+)")


class ConstraintViolated(Exception):
    """A unique or foreign key constraint says no; `constraint` is its name."""

    def __init__(self, constraint: str) -> None:
        super().__init__(constraint)
        self.constraint = constraint


class TransactionFailed(ServiceUnavailable):
    """The database gave this transaction up for the sake of another: it may be tried again.

    A deadlock, a serialization failure, a lock that did not come free.
    """


def unique_constraint_of_sqlite(message: str) -> str:
    """The name that a constraint has by convention: SQLite tells the column alone."""
    found = _SQLITE.search(message)
    return f"uq_{found[1]}_{found[2]}" if found else "unknown"
