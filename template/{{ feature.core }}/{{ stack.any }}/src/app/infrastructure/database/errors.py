"""What can go wrong between a service and its database, whatever the driver calls it.

The databases name their faults by codes that every driver passes on: SQLSTATE (PostgreSQL's manual,
appendix A), numbers (MySQL's and MariaDB's error reference), extended result codes (SQLite).
"""

import re
from collections.abc import Iterator

from app.http.errors import ApiError, DeadlineExceeded, ServiceUnavailable, TransactionFailed

Fault = BaseException
_SQLITE_COLUMN = re.compile(r"failed: (\w+)\.(\w+)")
_MYSQL_KEY = re.compile(r"for key '(?:[^'.]*\.)?([^'.]+)'$")
_MYSQL_FOREIGN_KEY = re.compile(r"CONSTRAINT `([^`]+)` FOREIGN KEY")
_MYSQL_SILENT = re.compile("timed out|timeout")


FOREIGN_KEY = "foreign_key"
"""Stands for the name of a foreign key where a database does not tell it: SQLite."""


class ConstraintViolated(Exception):
    """A unique or foreign key constraint says no; `constraint` is its name."""

    def __init__(self, constraint: str) -> None:
        super().__init__(constraint)
        self.constraint = constraint


def translated(error: Fault, *, connecting: bool = False) -> Fault:
    """The error of ours for one of a driver's, or of a library around it; any other as it is.

    Whatever stands in the way of a connection, the client can only try again later.
    """
    causes = list(_chain(error))
    if any(isinstance(cause, ApiError | ConstraintViolated) for cause in causes):
        return next(c for c in causes if isinstance(c, ApiError | ConstraintViolated))
    if connecting:
        return ServiceUnavailable()
    return next((ours for cause in causes if (ours := _ours(cause))), error)


def _chain(error: Fault | None) -> Iterator[Fault]:
    """Libraries wrap what a driver raises: the innermost comes last."""
    while error is not None:
        yield error
        error = getattr(error, "orig", None) or error.__cause__


def _ours(error: Fault) -> Fault | None:
    if error.args and isinstance(error.args[0], int) and not isinstance(error, OSError):
        return _of_mysql(error, error.args[0])  # before the next: asyncmy has a sqlstate as well
    if sqlstate := getattr(error, "sqlstate", None):
        return _of_postgresql(error, str(sqlstate))
    if code := getattr(error, "sqlite_errorname", None):
        return _of_sqlite(str(error), str(code))
    if isinstance(error, TimeoutError):
        return DeadlineExceeded()
    return ServiceUnavailable() if _is_lost(error) else None


def _of_postgresql(error: Fault, sqlstate: str) -> Fault | None:
    match sqlstate:
        case "23505" | "23503" | "23001":  # unique, foreign key, restrict
            told = getattr(error, "diag", error)  # psycopg has it there, asyncpg at hand
            return ConstraintViolated(getattr(told, "constraint_name", None) or "unknown")
        case "40001" | "40P01" | "55P03":  # serialization, deadlock, lock not available
            return TransactionFailed()
        case "57014":  # cancelled: by the statement's timeout
            return DeadlineExceeded()
    # Connection exceptions, out of resources, intervention of an operator.
    return ServiceUnavailable() if sqlstate[:2] in ("08", "53", "57") else None


def _of_sqlite(message: str, code: str) -> Fault | None:
    """SQLite tells the column alone: a unique constraint has its name by convention."""
    match code:
        case "SQLITE_CONSTRAINT_UNIQUE" | "SQLITE_CONSTRAINT_PRIMARYKEY":
            found = _SQLITE_COLUMN.search(message)
            return ConstraintViolated(f"uq_{found[1]}_{found[2]}" if found else "unknown")
        case "SQLITE_CONSTRAINT_FOREIGNKEY" | "SQLITE_CONSTRAINT_TRIGGER":  # its RESTRICT is one
            return ConstraintViolated(FOREIGN_KEY)
        case "SQLITE_INTERRUPT":
            return DeadlineExceeded()
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return TransactionFailed()
    away = ("SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_FULL", "SQLITE_READONLY")
    return ServiceUnavailable() if code.startswith(away) else None


def _of_mysql(error: Fault, number: int) -> Fault | None:
    message = str(error.args[1]) if len(error.args) > 1 else ""
    if number in _MYSQL_UNIQUE or number in _MYSQL_REFERENCE:
        pattern = _MYSQL_KEY if number in _MYSQL_UNIQUE else _MYSQL_FOREIGN_KEY
        found = pattern.search(message)
        return ConstraintViolated(found[1] if found else "unknown")
    if number in _MYSQL_GIVEN_UP:
        return TransactionFailed()
    if number in _MYSQL_TOO_SLOW or (number in _MYSQL_AWAY and _MYSQL_SILENT.search(message)):
        return DeadlineExceeded()
    return ServiceUnavailable() if number in _MYSQL_AWAY else None


_MYSQL_UNIQUE = {1062, 1586}
_MYSQL_REFERENCE = {1216, 1217, 1451, 1452}
_MYSQL_GIVEN_UP = {1020, 1205, 1213, 3058, 3572}
"""The row has changed, a lock did not come free, a deadlock."""
_MYSQL_TOO_SLOW = {1317, 1969, 3024}
"""Interrupted, or over the statement's time: MariaDB's number, MySQL's."""
_MYSQL_AWAY = {0, 1040, 1053, 1077, 1079, 1080, 1152, 1153, 1158, 1159, 1160, 1161, 1184}
_MYSQL_AWAY |= {1203, 1226, 1927, 2002, 2003, 2006, 2013, 2014, 2055, 4031}
"""No connection, or one that was lost."""


def _is_lost(error: Fault) -> bool:
    """No code says so: the socket's own errors, a driver's, an empty pool of SQLAlchemy's."""
    if isinstance(error, OSError):
        return True
    wraps_another = getattr(error, "orig", None) or error.__cause__
    names = {kind.__name__ for kind in type(error).__mro__}
    return not wraps_another and bool(
        names & {"InterfaceError", "OperationalError", "TimeoutError"}
    )
