"""What asyncpg raises, in the words of the contract."""

import asyncpg

from app.http.errors import DeadlineExceeded, ServiceUnavailable
from app.infrastructure.database.errors import ConstraintViolated, TransactionFailed

_GIVEN_UP = (
    asyncpg.DeadlockDetectedError,
    asyncpg.LockNotAvailableError,
    asyncpg.SerializationError,
)
_AWAY = (
    asyncpg.InsufficientResourcesError,
    asyncpg.InterfaceError,
    asyncpg.OperatorInterventionError,
    asyncpg.PostgresConnectionError,
    OSError,
)


def translated(error: BaseException, *, connecting: bool = False) -> BaseException:
    """The error of the contract for one of the driver's; any other error as it is.

    Whatever stands in the way of a connection, the client can only try again later.
    """
    match error:
        case asyncpg.UniqueViolationError() | asyncpg.ForeignKeyViolationError():
            return ConstraintViolated(getattr(error, "constraint_name", None) or "unknown")
        case _ if connecting:
            return ServiceUnavailable()
        case _ if isinstance(error, _GIVEN_UP):
            return TransactionFailed()
        case asyncpg.QueryCanceledError() | TimeoutError():
            return DeadlineExceeded()
        case _ if isinstance(error, _AWAY):
            return ServiceUnavailable()
    return error
