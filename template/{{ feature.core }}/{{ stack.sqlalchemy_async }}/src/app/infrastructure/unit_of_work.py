"""What one request or job changes: all of it or nothing.

Opened at the edge, around a request or a job. Nothing is begun until something is asked of a
database, so a body that is slow to arrive or not valid holds no connection.
"""

from contextvars import ContextVar, Token
from typing import Any, Protocol, Self, TypeVar


class Transaction(Protocol):
    async def commit(self) -> None: ...
    async def rollback(self) -> None: ...


T_co = TypeVar("T_co", bound=Transaction, covariant=True)


class Transactional(Protocol[T_co]):
    async def begin(self) -> T_co: ...


class UnitOfWork:
    """A context that commits at the end, or rolls back what an error cut short."""

    def __init__(self) -> None:
        self._transactions: dict[Transactional[Any], Any] = {}
        self._token: Token[UnitOfWork | None] | None = None

    async def transaction_on(self, database: Transactional[T_co]) -> T_co:
        """The one transaction on this database, begun when it is first needed."""
        if database not in self._transactions:
            self._transactions[database] = await database.begin()
        return self._transactions[database]

    async def __aenter__(self) -> Self:
        self._token = _current.set(self)
        return self

    async def __aexit__(self, error: type[BaseException] | None, *_: object) -> None:
        if self._token is not None:
            _current.reset(self._token)
        gives_up = error is not None and not getattr(error, "keeps_changes", False)
        for transaction in self._transactions.values():
            await (transaction.rollback() if gives_up else transaction.commit())


_current: ContextVar[UnitOfWork | None] = ContextVar("unit_of_work", default=None)

current_unit_of_work = _current.get
