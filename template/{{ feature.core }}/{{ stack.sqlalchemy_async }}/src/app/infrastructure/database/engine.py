"""Any database that SQLAlchemy knows, through its engine. Here: SQLite, MySQL and MariaDB."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Executable, exc, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from app.config import DatabaseSettings
from app.infrastructure.database import drivers, sessions
from app.infrastructure.database.errors import translated
from app.infrastructure.unit_of_work import current_unit_of_work


class EngineDatabase:
    """Everything in AUTOCOMMIT, so that a read is one round trip; a unit of work says BEGIN."""

    def __init__(self, settings: DatabaseSettings) -> None:
        self._engine = create_async_engine(
            drivers.engine_url(settings.database_url.get_secret_value()),
            connect_args=drivers.connect_arguments(settings),
            isolation_level="AUTOCOMMIT",
            skip_autocommit_rollback=True,
            hide_parameters=True,
            pool_size=settings.connections_per_worker,
            max_overflow=0,
            pool_timeout=settings.database_pool_timeout,
        )
        drivers.watch(self._engine.sync_engine)

    @property
    def connections_in_use(self) -> int:
        pool: Any = self._engine.pool
        return int(pool.checkedout())

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
        transaction = _Transaction(await self._connect())
        await transaction.run(sessions.BEGIN[self._engine.dialect.name])
        return transaction

    @asynccontextmanager
    async def _lease(self) -> AsyncIterator[AsyncConnection]:
        unit = current_unit_of_work()
        connection = (
            await self._connect() if unit is None else (await unit.transaction_on(self)).connection
        )
        try:
            yield connection
        except (exc.DBAPIError, OSError) as error:
            raise translated(error) from error
        finally:
            if unit is None:
                await connection.close()

    async def _connect(self) -> AsyncConnection:
        try:
            return await self._engine.connect()
        except (exc.DBAPIError, exc.TimeoutError, OSError) as error:
            raise translated(error, connecting=True) from error


class _Transaction:
    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    async def commit(self) -> None:
        await self.run("COMMIT")
        await self.connection.close()

    async def rollback(self) -> None:
        if not self.connection.invalidated:
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
