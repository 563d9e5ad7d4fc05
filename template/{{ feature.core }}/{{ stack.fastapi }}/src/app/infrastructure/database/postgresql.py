"""PostgreSQL: SQLAlchemy writes the SQL, once; asyncpg runs it (docs/adr/0003)."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import asyncpg
from asyncpg import Connection
from sqlalchemy import Executable, Numeric
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

from app.config import DatabaseSettings
from app.infrastructure.database.errors import translated
from app.infrastructure.database.pool import Pool
from app.infrastructure.database.query import Query
from app.infrastructure.unit_of_work import current_unit_of_work


class _Dialect(PGDialect_asyncpg):
    """For what asyncpg itself gives: JSON as text, a NUMERIC as a Decimal."""

    supports_native_json_deserialization = False
    colspecs = {**PGDialect_asyncpg.colspecs, Numeric: Numeric}


DIALECT = _Dialect()


class PostgresqlDatabase:
    def __init__(self, settings: DatabaseSettings) -> None:
        self._pool = Pool(
            partial(asyncpg.connect, **_connection_options(settings)),
            size=settings.connections_per_worker,
            timeout=settings.database_pool_timeout,
        )
        self._queries: dict[Executable, Query] = {}

    @property
    def connections_in_use(self) -> int:
        return self._pool.lent

    async def open(self) -> None:
        """Nothing to do: the service starts without its database, and connects when asked."""

    async def close(self) -> None:
        await self._pool.close()

    async def ping(self) -> None:
        async with _Lent(self) as connection:
            await connection.execute("SELECT 1")

    async def fetch_one(self, statement: Executable, /, **values: Any) -> Any | None:
        query = self._query(statement)
        arguments = query.arguments(values)
        async with _Lent(self) as connection:
            return await connection.fetchrow(query.sql, *arguments, record_class=query.row_class)

    async def fetch_all(self, statement: Executable, /, **values: Any) -> Sequence[Any]:
        query = self._query(statement)
        arguments = query.arguments(values)
        async with _Lent(self) as connection:
            return await connection.fetch(query.sql, *arguments, record_class=query.row_class)

    async def execute(self, statement: Executable, /, **values: Any) -> int:
        query = self._query(statement)
        arguments = query.arguments(values)
        async with _Lent(self) as connection:
            status = await connection.execute(query.sql, *arguments)
            return int(status.rpartition(" ")[2])

    async def begin(self) -> "_Transaction":
        transaction = _Transaction(await self.lend(), self._pool)
        await transaction.run("BEGIN")
        return transaction

    async def lend(self) -> Connection:
        try:
            return await self._pool.lend()
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise translated(error, connecting=True) from error

    def take_back(self, connection: Connection) -> None:
        self._pool.take_back(connection)

    def _query(self, statement: Executable) -> Query:
        query = self._queries.get(statement)
        if query is None:
            query = self._queries[statement] = Query(statement, DIALECT, asyncpg.Record)
        return query


class _Lent:
    """A connection for one statement: the unit of work's own, else one from the pool."""

    def __init__(self, database: PostgresqlDatabase) -> None:
        self._database = database
        self._unit = current_unit_of_work()

    async def __aenter__(self) -> Connection:
        if self._unit is None:
            self._connection = await self._database.lend()
        else:
            self._connection = (await self._unit.transaction_on(self._database)).connection
        return self._connection

    async def __aexit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        _discard_if_unsure(self._connection, error)
        if self._unit is None:
            self._database.take_back(self._connection)
        if error is not None:
            raise translated(error) from error


class _Transaction:
    def __init__(self, connection: Connection, pool: Pool) -> None:
        self.connection = connection
        self._pool = pool

    async def commit(self) -> None:
        await self.run("COMMIT")
        self._pool.take_back(self.connection)

    async def rollback(self) -> None:
        if not self.connection.is_closed():
            await self.run("ROLLBACK")
        self._pool.take_back(self.connection)

    async def run(self, command: str) -> None:
        """Where this fails there is no transaction, and the connection is given up."""
        try:
            await self.connection.execute(command)
        except BaseException as error:
            self.connection.terminate()
            self._pool.take_back(self.connection)
            raise translated(error) from error


def _discard_if_unsure(connection: Connection, error: BaseException | None) -> None:
    """After all but the server's own errors, nobody knows what a connection is doing."""
    if error is not None and not isinstance(error, asyncpg.PostgresError):
        connection.terminate()


def _connection_options(settings: DatabaseSettings) -> dict[str, Any]:
    """The server ends a statement that is slow, or whose client has gone; the client one whose
    server does not answer."""
    milliseconds = int(settings.database_statement_timeout * 1000)
    return {
        "dsn": f"postgresql://{settings.database_url.get_secret_value().partition('://')[2]}",
        "timeout": settings.database_connect_timeout,
        "command_timeout": settings.statement_patience,
        "server_settings": {
            "client_connection_check_interval": "500ms",
            "statement_timeout": str(milliseconds),
        },
    }
