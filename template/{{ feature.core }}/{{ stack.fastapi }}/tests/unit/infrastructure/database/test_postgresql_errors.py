"""What asyncpg raises, in the words of the contract."""

import asyncpg
import pytest

from app.http.errors import DeadlineExceeded, ServiceUnavailable
from app.infrastructure.database.errors import ConstraintViolated, TransactionFailed
from app.infrastructure.database.postgresql_errors import translated


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (asyncpg.UniqueViolationError("taken"), ConstraintViolated),
        (asyncpg.ForeignKeyViolationError("gone"), ConstraintViolated),
        (asyncpg.DeadlockDetectedError("deadlock"), TransactionFailed),
        (asyncpg.SerializationError("retry"), TransactionFailed),
        (asyncpg.LockNotAvailableError("locked"), TransactionFailed),
        (asyncpg.QueryCanceledError("statement timeout"), DeadlineExceeded),
        (TimeoutError(), DeadlineExceeded),
        (asyncpg.TooManyConnectionsError("full"), ServiceUnavailable),
        (asyncpg.AdminShutdownError("stopping"), ServiceUnavailable),
        (asyncpg.ConnectionDoesNotExistError("gone"), ServiceUnavailable),
        (asyncpg.InterfaceError("closed"), ServiceUnavailable),
        (ConnectionRefusedError(), ServiceUnavailable),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else type(value).__name__,
)
def test_an_error_of_the_driver_is_one_of_ours(error: Exception, told: type[Exception]):
    assert type(translated(error)) is told


@pytest.mark.parametrize(
    "error", [TimeoutError(), asyncpg.InvalidPasswordError("no"), asyncpg.InvalidCatalogNameError()]
)
def test_whatever_hinders_a_connection_is_unavailable(error: Exception):
    assert type(translated(error, connecting=True)) is ServiceUnavailable


def test_a_fault_of_our_own_stays_what_it_is():
    error = asyncpg.UndefinedTableError("no such table")

    assert translated(error) is error
