"""A connection to PostgreSQL that is quick to ask, and waits for nothing longer than it may.

A cursor of psycopg's lets go of the interpreter's lock about ten times a statement, and each time
threads of the worker wake to fight for it. What a service asks all day goes by psycopg's wrapper
of libpq instead (`psycopg.pq`), which lets go of it once, while it waits in C.

The server ends a statement that is slow, or whose client has gone. A server that is frozen ends
nothing: so a client watches the time as well (`patience.py`).
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import count
from math import inf
from socket import SHUT_RDWR, socket
from threading import Lock
from time import monotonic
from typing import Any, TypeVar

import psycopg
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import QueryCanceled, _WaitTimeout, error_from_result
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult

from app.http import deadline
from app.infrastructure.database.patience import watch

_MOST_PREPARED = 200
"""Statements of one connection, each of which takes memory of the server's. Others are prepared
again each time."""
_STALE = "0A000", "26000"
"""What a prepared statement gives has other columns by now; or the server knows it no more."""
_SUCCEEDED = ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK

Row = TypeVar("Row")


class DeadlineConnection(psycopg.Connection[Any]):
    """In AUTOCOMMIT, and with psycopg's `prepare_threshold` at None: it would deallocate what is
    prepared here. Everything raises psycopg's errors."""

    patience = 3.0
    """Seconds to wait for an answer."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._adapting: Transformer | None = None
        self._names: dict[tuple[str, Any], bytes] = {}
        self._numbers = count(1)
        self._ends = inf
        self._ending = Lock()
        self._is_cut = False
        watch(self)

    def rows(
        self, sql: str, values: Sequence[Any], make: Callable[[Sequence[Any]], Row]
    ) -> list[Row]:
        """Each row as it is made of its columns. Parameters stand in the text as $1, $2..."""
        adapting = self._adapter
        result = self._run(sql, values)
        adapting.set_pgresult(result)
        return adapting.load_rows(0, result.ntuples, make)

    def changed(self, sql: str, values: Sequence[Any]) -> int:
        """The number of rows changed."""
        return self._run(sql, values).command_tuples or 0

    def command(self, sql: bytes) -> None:
        """BEGIN and the like."""
        self._asked(self.pgconn.exec_, sql)

    def cut_off(self, moment: float) -> None:
        """Lets go of whoever waits in vain by then; by the thread that watches."""
        with self._ending:
            if moment > self._ends:
                self._ends, self._is_cut = inf, True
                with suppress(OSError, psycopg.OperationalError):  # it has ended by itself just now
                    _hang_up(self.pgconn.socket)

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """psycopg calls it for every wait of its own."""
        try:
            return super().wait(gen, interval, deadline.remaining(self.patience))
        except _WaitTimeout as error:
            raise self._given_up() from error

    def is_idle(self) -> bool:
        return self.pgconn.transaction_status == TransactionStatus.IDLE

    def has_ended(self) -> bool:
        """By two looks, that let go of no lock: at why the server goes away, and that it has."""
        try:
            self.pgconn.consume_input()
            self.pgconn.consume_input()
        except psycopg.OperationalError:
            return True
        return False

    @property
    def _adapter(self) -> Transformer:
        """Made when it is first needed: by then all adapters are registered."""
        if self._adapting is None:
            self._adapting = Transformer(self)
        return self._adapting

    def _run(self, sql: str, values: Sequence[Any]) -> PGresult:
        adapting = self._adapter
        sent = adapting.dump_sequence(values, [PyFormat.AUTO] * len(values))
        key = sql, adapting.types
        run, formats = self.pgconn.exec_prepared, adapting.formats
        if name := self._names.get(key):
            try:
                return self._asked(run, name, sent, formats)
            except psycopg.Error as error:
                if error.sqlstate not in _STALE:
                    raise
                self._names.clear()
                if not self.is_idle():
                    raise
        return self._asked(run, self._prepare(key), sent, formats)

    def _prepare(self, key: tuple[str, Any]) -> bytes:
        """Tells the name that the server has it under."""
        sql, types = key
        is_kept = len(self._names) < _MOST_PREPARED
        name = b"app_%d" % next(self._numbers) if is_kept else b""
        self._asked(self.pgconn.prepare, name, sql.encode(), types)
        if is_kept:
            self._names[key] = name
        return name

    def _asked(self, ask: Callable[..., PGresult], *arguments: Any) -> PGresult:
        self._ends = monotonic() + deadline.remaining(self.patience)
        try:
            result = ask(*arguments)
        finally:
            with self._ending:
                self._ends = inf
        if result.status in _SUCCEEDED:
            return result
        if self._is_cut:
            raise self._given_up()
        error = error_from_result(result, self.info.encoding)
        raise error if error.sqlstate else psycopg.OperationalError(*error.args)

    def _given_up(self) -> QueryCanceled:
        self.pgconn.finish()
        return QueryCanceled("no answer in time")


def _hang_up(line: int) -> None:
    ours = socket(fileno=line)
    try:
        ours.shutdown(SHUT_RDWR)
    finally:
        ours.detach()  # it is libpq's to close
