"""What drivers raise, in the words of the contract: by the codes that the databases give."""

from sqlite3 import IntegrityError, OperationalError

import pytest

from app.http.errors import DeadlineExceeded, ServiceUnavailable, TransactionFailed
from app.infrastructure.database.errors import ConstraintViolated, translated


class InterfaceError(Exception):
    """Every driver has one: the connection is of no use."""


class PoolTimeout(Exception):
    """SQLAlchemy's is no TimeoutError of Python's."""


PoolTimeout.__name__ = "TimeoutError"


def postgresql(sqlstate: str, **told: object) -> Exception:
    error = Exception(f"PostgreSQL says {sqlstate}")
    vars(error).update(sqlstate=sqlstate, **told)
    return error


def mysql(number: int, message: str) -> Exception:
    """As asyncmy has it: with an SQLSTATE, which is no more than a class. PyMySQL has none."""
    error = Exception(number, message)
    vars(error).update(sqlstate="HY000")
    return error


def sqlite(kind: type[Exception], code: str, message: str = "") -> Exception:
    error = kind(message)
    vars(error).update(sqlite_errorname=code)
    return error


@pytest.mark.checklist("business-logic.specific-errors", proves="drivers")
@pytest.mark.parametrize(
    ("error", "told"),
    [
        (postgresql("23505", constraint_name="uq_a_b"), ConstraintViolated),
        (postgresql("23503", constraint_name="fk_a_b"), ConstraintViolated),
        (postgresql("23001", constraint_name="fk_a_b"), ConstraintViolated),
        (postgresql("40P01"), TransactionFailed),
        (postgresql("40001"), TransactionFailed),
        (postgresql("55P03"), TransactionFailed),
        (postgresql("57014"), DeadlineExceeded),
        (postgresql("53300"), ServiceUnavailable),
        (postgresql("57P01"), ServiceUnavailable),
        (postgresql("08003"), ServiceUnavailable),
        (sqlite(IntegrityError, "SQLITE_CONSTRAINT_UNIQUE"), ConstraintViolated),
        (sqlite(IntegrityError, "SQLITE_CONSTRAINT_FOREIGNKEY"), ConstraintViolated),
        (sqlite(IntegrityError, "SQLITE_CONSTRAINT_TRIGGER"), ConstraintViolated),
        (sqlite(OperationalError, "SQLITE_BUSY_SNAPSHOT"), TransactionFailed),
        (sqlite(OperationalError, "SQLITE_INTERRUPT"), DeadlineExceeded),
        (sqlite(OperationalError, "SQLITE_CANTOPEN"), ServiceUnavailable),
        (Exception(1062, "Duplicate entry 'a' for key 'uq_a_b'"), ConstraintViolated),
        (Exception(1452, "Cannot add: (CONSTRAINT `fk_a_b` FOREIGN KEY ...)"), ConstraintViolated),
        (Exception(1451, "Cannot delete: (CONSTRAINT `fk_a_b` FOREIGN KEY)"), ConstraintViolated),
        (Exception(1213, "Deadlock found"), TransactionFailed),
        (Exception(1205, "Lock wait timeout exceeded"), TransactionFailed),
        (mysql(1205, "Lock wait timeout exceeded"), TransactionFailed),
        (mysql(1969, "max_statement_time exceeded"), DeadlineExceeded),
        (Exception(1969, "max_statement_time exceeded"), DeadlineExceeded),
        (Exception(2013, "Lost connection (timed out)"), DeadlineExceeded),
        (Exception(2013, "Lost connection"), ServiceUnavailable),
        (Exception(1040, "Too many connections"), ServiceUnavailable),
        (TimeoutError(), DeadlineExceeded),
        (PoolTimeout(), ServiceUnavailable),
        (InterfaceError(), ServiceUnavailable),
        (ConnectionRefusedError(), ServiceUnavailable),
    ],
    ids=str,
)
def test_an_error_of_a_driver_is_one_of_ours(error: Exception, told: type[Exception]):
    assert type(translated(error)) is told


@pytest.mark.checklist("business-logic.specific-errors", proves="constraints")
@pytest.mark.parametrize(
    "error",
    [
        postgresql("23505", constraint_name="uq_a_b"),
        postgresql("23505", diag=postgresql("", constraint_name="uq_a_b")),
        sqlite(IntegrityError, "SQLITE_CONSTRAINT_UNIQUE", "UNIQUE constraint failed: a.b"),
        Exception(1062, "Duplicate entry 'x' for key 'uq_a_b'"),
        Exception(1062, "Duplicate entry 'x' for key 'a.uq_a_b'"),
        mysql(1062, "Duplicate entry 'x' for key 'uq_a_b'"),
        Exception(1062, "Duplicate entry 'for key 'uq_c_d'' for key 'uq_a_b'"),
    ],
    ids=str,
)
def test_a_violated_constraint_is_told_by_its_name(error: Exception):
    told = translated(error)

    assert isinstance(told, ConstraintViolated)
    assert told.constraint == "uq_a_b"


@pytest.mark.parametrize("error", [TimeoutError(), postgresql("28P01"), Exception(1045, "denied")])
def test_whatever_hinders_a_connection_is_unavailable(error: Exception):
    assert type(translated(error, connecting=True)) is ServiceUnavailable


def test_what_a_library_wraps_is_found():
    wrapped = RuntimeError("around")
    wrapped.__cause__ = postgresql("40P01")

    assert type(translated(wrapped)) is TransactionFailed


@pytest.mark.parametrize("error", [postgresql("42P01"), Exception(1146, "no such table")], ids=str)
def test_a_fault_of_our_own_stays_what_it_is(error: Exception):
    assert translated(error) is error
