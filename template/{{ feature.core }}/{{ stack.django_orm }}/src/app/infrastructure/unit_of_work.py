"""What one request or job changes: all of it or nothing. Opened at the edge."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from django.db import DEFAULT_DB_ALIAS, Error
from django.db.transaction import Atomic

from app.infrastructure.database.errors import translated


class UnitOfWork(Atomic):
    """Django's `atomic()`, whose failures are told in the words of the contract."""

    def __init__(self) -> None:
        super().__init__(using=DEFAULT_DB_ALIAS, savepoint=True, durable=False)

    def __enter__(self) -> None:
        with telling():
            super().__enter__()

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        if getattr(exc_type, "keeps_changes", False):
            exc_type = exc_value = exc_tb = None  # Django commits where it sees no error
        with telling():
            super().__exit__(exc_type, exc_value, exc_tb)
            if isinstance(exc_value, Error):
                raise exc_value


@contextmanager
def telling() -> Iterator[None]:
    """Turns a failure of the database into an error of the contract."""
    try:
        yield
    except Error as error:
        told = translated(error)
        if told is error:
            raise  # not from itself: whoever follows its causes would never end
        raise told from error
