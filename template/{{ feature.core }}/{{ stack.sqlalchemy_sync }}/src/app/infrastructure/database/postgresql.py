"""PostgreSQL: SQLAlchemy writes the SQL, once; psycopg runs it (docs/adr/0003)."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import psycopg
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
        with _Lent(self) as connection:
            connection.command(b"SELECT 1")

    def fetch_one(self, statement: Executable, /, **values: Any) -> Any | None:
        query = self._query(statement)
        with _Lent(self) as connection:
            rows = connection.rows(query.sql, query.arguments(values), query.row_class)
            return rows[0] if rows else None

    def fetch_all(self, statement: Executable, /, **values: Any) -> Sequence[Any]:
        query = self._query(statement)
        with _Lent(self) as connection:
            return connection.rows(query.sql, query.arguments(values), query.row_class)

    def execute(self, statement: Executable, /, **values: Any) -> int:
        query = self._query(statement)
        with _Lent(self) as connection:
            return connection.changed(query.sql, query.arguments(values))

    def begin(self) -> "_Transaction":
        transaction = _Transaction(self.lend(), self._pool)
        transaction.run("BEGIN")
        return transaction

    def lend(self) -> DeadlineConnection:
        try:
            return self._pool.lend()
        except (OSError, psycopg.Error) as error:
            raise translated(error, connecting=True) from error

    def take_back(self, connection: DeadlineConnection) -> None:
        self._pool.take_back(connection)

    def _query(self, statement: Executable) -> Query:
        query = self._queries.get(statement)
        if query is None:
            query = self._queries[statement] = Query(statement, DIALECT, tuple)
        return query


class _Lent:
    """A connection for one statement: the unit of work's own, else one from the pool."""

    def __init__(self, database: PostgresqlDatabase) -> None:
        self._database = database
        self._unit = current_unit_of_work()

    def __enter__(self) -> DeadlineConnection:
        if self._unit is None:
            self._connection = self._database.lend()
        else:
            self._connection = self._unit.transaction_on(self._database).connection
        return self._connection

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if self._unit is None:
            self._database.take_back(self._connection)
        if error is not None:
            raise translated(error) from error


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
            self.connection.command(command.encode())
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
        prepare_threshold=None,
        connect_timeout=max(2, round(settings.database_connect_timeout)),  # libpq's least
        options=f"-c statement_timeout={milliseconds} "
        "-c client_connection_check_interval=500ms -c timezone=UTC",
    )
    connection.patience = settings.statement_patience
    return connection
