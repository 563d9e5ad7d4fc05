"""Any database that SQLAlchemy knows, through its engine. Here: SQLite."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Executable, event, exc, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from app.config import DatabaseSettings
from app.infrastructure.database.errors import translated
from app.infrastructure.database.urls import async_url
from app.infrastructure.unit_of_work import current_unit_of_work


class EngineDatabase:
    """Everything in AUTOCOMMIT, so that a read is one round trip; a unit of work says BEGIN."""

    def __init__(self, settings: DatabaseSettings) -> None:
        self._engine = create_async_engine(
            async_url(settings.database_url.get_secret_value()),
            isolation_level="AUTOCOMMIT",
            pool_size=settings.connections_per_worker,
            max_overflow=0,
            pool_timeout=settings.database_pool_timeout,
            connect_args={"timeout": settings.database_statement_timeout},
        )
        event.listen(self._engine.sync_engine, "connect", _prepare_sqlite)

    async def open(self) -> None:
        """Nothing to do: the engine connects when it is first asked."""

    async def close(self) -> None:
        await self._engine.dispose()

    async def ping(self) -> None:
        await self.fetch_one(text("SELECT 1"))

    async def fetch_one(self, statement: Executable, /, **values: Any) -> Any | None:
        async with self._lease() as connection:
            return (await connection.execute(statement, values)).first()

    async def fetch_all(self, statement: Executable, /, **values: Any) -> Sequence[Any]:
        async with self._lease() as connection:
            return (await connection.execute(statement, values)).all()

    async def execute(self, statement: Executable, /, **values: Any) -> int:
        async with self._lease() as connection:
            return (await connection.execute(statement, values)).rowcount

    async def begin(self) -> "_Transaction":
        try:
            transaction = _Transaction(await self._engine.connect())
        except (exc.DBAPIError, exc.TimeoutError, OSError) as error:
            raise translated(error) from error
        # SQLite has no row locks: who is going to write takes its turn at once.
        await transaction.run("BEGIN IMMEDIATE")
        return transaction

    @asynccontextmanager
    async def _lease(self) -> AsyncIterator[AsyncConnection]:
        unit = current_unit_of_work()
        try:
            if unit is not None:
                yield (await unit.transaction_on(self)).connection
            else:
                async with self._engine.connect() as connection:
                    yield connection
        except (exc.DBAPIError, exc.TimeoutError, OSError) as error:
            raise translated(error) from error


class _Transaction:
    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    async def commit(self) -> None:
        await self.run("COMMIT")
        await self.connection.close()

    async def rollback(self) -> None:
        await self.run("ROLLBACK")
        await self.connection.close()

    async def run(self, command: str) -> None:
        """Where this fails there is no transaction, and the connection is given up."""
        try:
            await self.connection.exec_driver_sql(command)
        except BaseException as error:
            await self.connection.invalidate()
            await self.connection.close()
            raise translated(error) from error


def _prepare_sqlite(connection: Any, record: object) -> None:
    """Readers beside one writer; foreign keys that hold; a commit that outlives a power cut."""
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
