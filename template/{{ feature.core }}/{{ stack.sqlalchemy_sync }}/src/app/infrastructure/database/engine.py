"""Any database that SQLAlchemy knows, through its engine. Here: SQLite, MySQL and MariaDB."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Executable, create_engine, exc, text

from app.config import DatabaseSettings
from app.infrastructure.database import drivers, sessions
from app.infrastructure.database.errors import translated
from app.infrastructure.unit_of_work import current_unit_of_work


class EngineDatabase:
    """Everything in AUTOCOMMIT, so that a read is one round trip; a unit of work says BEGIN."""

    def __init__(self, settings: DatabaseSettings) -> None:
        self._engine = create_engine(
            drivers.engine_url(settings.database_url.get_secret_value()),
            connect_args=drivers.connect_arguments(settings),
            isolation_level="AUTOCOMMIT",
            skip_autocommit_rollback=True,
            hide_parameters=True,
            pool_size=settings.connections_per_worker,
            max_overflow=0,
            pool_timeout=settings.database_pool_timeout,
        )
        drivers.watch(self._engine)

    @property
    def connections_in_use(self) -> int:
        pool: Any = self._engine.pool
        return int(pool.checkedout())

    def open(self) -> None:
        """Nothing to do: the engine connects when it is first asked."""

    def close(self) -> None:
        self._engine.dispose()

    def ping(self) -> None:
        self.fetch_one(text("SELECT 1"))

    def fetch_one(self, statement: Executable, /, **values: Any) -> Any | None:
        with self._lease() as connection:
            return (connection.execute(statement, values)).first()

    def fetch_all(self, statement: Executable, /, **values: Any) -> Sequence[Any]:
        with self._lease() as connection:
            return (connection.execute(statement, values)).all()

    def execute(self, statement: Executable, /, **values: Any) -> int:
        with self._lease() as connection:
            return (connection.execute(statement, values)).rowcount

    def begin(self) -> "_Transaction":
        transaction = _Transaction(self._connect())
        transaction.run(sessions.BEGIN[self._engine.dialect.name])
        return transaction

    @contextmanager
    def _lease(self) -> Iterator[Connection]:
        unit = current_unit_of_work()
        connection = self._connect() if unit is None else (unit.transaction_on(self)).connection
        try:
            yield connection
        except (exc.DBAPIError, OSError) as error:
            raise translated(error) from error
        finally:
            if unit is None:
                connection.close()

    def _connect(self) -> Connection:
        try:
            return self._engine.connect()
        except (exc.DBAPIError, exc.TimeoutError, OSError) as error:
            raise translated(error, connecting=True) from error


class _Transaction:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def commit(self) -> None:
        self.run("COMMIT")
        self.connection.close()

    def rollback(self) -> None:
        if not self.connection.invalidated:
            self.run("ROLLBACK")
        self.connection.close()

    def run(self, command: str) -> None:
        """Where this fails there is no transaction, and the connection is given up."""
        try:
            self.connection.exec_driver_sql(command)
        except BaseException as error:
            self.connection.invalidate()
            self.connection.close()
            raise translated(error) from error
