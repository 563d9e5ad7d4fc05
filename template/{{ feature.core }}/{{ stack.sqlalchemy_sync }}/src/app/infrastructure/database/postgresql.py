"""PostgreSQL: SQLAlchemy writes the SQL, once; psycopg runs it (docs/adr/0003)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import psycopg
from psycopg import RawCursor
from sqlalchemy import Executable, Numeric
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from app.config import DatabaseSettings
from app.infrastructure.database.errors import translated
from app.infrastructure.database.pool import Pool
from app.infrastructure.database.psycopg_connection import DeadlineConnection
from app.infrastructure.database.query import Query
from app.infrastructure.unit_of_work import current_unit_of_work


class _Dialect(PGDialect_psycopg):
    """For what psycopg itself gives: a NUMERIC as a Decimal."""

    colspecs = {**PGDialect_psycopg.colspecs, Numeric: Numeric}


DIALECT = _Dialect(paramstyle="numeric_dollar")
"""Parameters as PostgreSQL itself numbers them: psycopg need not rewrite the text."""


class PostgresqlDatabase:
    def __init__(self, settings: DatabaseSettings) -> None:
        self._pool: Pool[DeadlineConnection] = Pool(
            partial(_connect, settings),
            size=settings.connections_per_worker,
            timeout=settings.database_pool_timeout,
        )
        self._queries: dict[Executable, Query] = {}

    @property
    def connections_in_use(self) -> int:
        return self._pool.lent

    def open(self) -> None:
        """Nothing to do: the service starts without its database, and connects when asked."""

    def close(self) -> None:
        self._pool.close()

    def ping(self) -> None:
        with self._lent() as connection:
            connection.execute("SELECT 1")

    def fetch_one(self, statement: Executable, /, **values: Any) -> Any | None:
        query = self._query(statement)
        with self._lent() as connection:
            return _run(connection, query, values).fetchone()

    def fetch_all(self, statement: Executable, /, **values: Any) -> Sequence[Any]:
        query = self._query(statement)
        with self._lent() as connection:
            return _run(connection, query, values).fetchall()

    def execute(self, statement: Executable, /, **values: Any) -> int:
        query = self._query(statement)
        with self._lent() as connection:
            return _run(connection, query, values).rowcount

    def begin(self) -> "_Transaction":
        transaction = _Transaction(self.lend(), self._pool)
        transaction.run("BEGIN")
        return transaction

    def lend(self) -> DeadlineConnection:
        try:
            return self._pool.lend()
        except (OSError, psycopg.Error) as error:
            raise translated(error, connecting=True) from error

    @contextmanager
    def _lent(self) -> Iterator[DeadlineConnection]:
        """A connection for one statement: the unit of work's own, else one from the pool."""
        unit = current_unit_of_work()
        connection = self.lend() if unit is None else unit.transaction_on(self).connection
        try:
            yield connection
        except psycopg.Error as error:
            raise translated(error) from error
        finally:
            if unit is None:
                self._pool.take_back(connection)

    def _query(self, statement: Executable) -> Query:
        query = self._queries.get(statement)
        if query is None:
            query = self._queries[statement] = Query(statement, DIALECT, tuple)
        return query


class _Transaction:
    def __init__(self, connection: DeadlineConnection, pool: Pool[DeadlineConnection]) -> None:
        self.connection = connection
        self._pool = pool

    def commit(self) -> None:
        self.run("COMMIT")
        self._pool.take_back(self.connection)

    def rollback(self) -> None:
        if not self.connection.closed:
            self.run("ROLLBACK")
        self._pool.take_back(self.connection)

    def run(self, command: str) -> None:
        """Where this fails there is no transaction, and the connection is given up."""
        try:
            self.connection.execute(command.encode())
        except BaseException as error:
            self.connection.close()
            self._pool.take_back(self.connection)
            raise translated(error) from error


def _connect(settings: DatabaseSettings) -> DeadlineConnection:
    """In AUTOCOMMIT. Raises psycopg's errors."""
    milliseconds = int(settings.database_statement_timeout * 1000)
    connection = DeadlineConnection.connect(
        f"postgresql://{settings.database_url.get_secret_value().partition('://')[2]}",
        autocommit=True,
        connect_timeout=max(2, round(settings.database_connect_timeout)),  # libpq's least
        options=f"-c statement_timeout={milliseconds} "
        "-c client_connection_check_interval=500ms -c timezone=UTC",
    )
    connection.patience = settings.statement_patience
    return connection


def _run(connection: DeadlineConnection, query: Query, values: Any) -> RawCursor[Any]:
    cursor = RawCursor(connection, row_factory=lambda _: query.row_class)
    return cursor.execute(query.sql.encode(), query.arguments(values))
