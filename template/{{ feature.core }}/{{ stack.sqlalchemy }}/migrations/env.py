"""How Alembic reaches the database: with the service's settings, models and drivers."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import DropIndexOp, DropTableOp, MigrationScript, ModifyTableOps
from sqlalchemy import CheckConstraint, Connection

from app.config import load_settings
from app.infrastructure.database import chains, drivers
from app.infrastructure.database.checks import Condition
from app.infrastructure.database.columns import IDENTIFIER, MOMENT, TEXT, ExactNumeric
from app.infrastructure.database.metadata import CHAINS, metadata
from app.infrastructure.database.urls import shown

_TYPES: dict[Any, str] = {
    IDENTIFIER: "columns.IDENTIFIER",
    MOMENT: "columns.MOMENT",
    TEXT: "columns.TEXT",
}

_TURN = {
    "mysql": (
        # The server's locks are for all of its databases: the name is of this one.
        "SELECT GET_LOCK(SHA1(CONCAT('migrations of ', DATABASE())), 3600)",
        "SET SESSION lock_wait_timeout = 10, innodb_lock_wait_timeout = 10",
    ),
    "postgresql": ("SELECT pg_advisory_lock(7213406911)", "SET lock_timeout = '10s'"),
}
"""Waits for its turn, which ends with the connection; then a change of tables waits for whoever
uses them, though not so long that all others have to wait behind it."""


def migrate(connection: Connection) -> None:
    with one_at_a_time(connection):
        configure(connection=connection, include_name=chains.yours(metadata, connection))
        chains.upgrade(CHAINS, context.get_context())
        with context.begin_transaction():
            context.run_migrations()


@contextmanager
def one_at_a_time(connection: Connection) -> Iterator[None]:
    """Two processes that migrate at once take turns; the second finds nothing left to do."""
    if connection.dialect.name == "sqlite":
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield
        connection.exec_driver_sql("COMMIT")
    else:
        for command in _TURN[connection.dialect.name]:
            connection.exec_driver_sql(command)
        connection.commit()
        yield


def configure(**options: Any) -> None:
    context.configure(
        target_metadata=metadata,
        compare_type=True,
        process_revision_directives=drop_indexes_with_their_table,
        render_as_batch=True,
        render_item=render_item,
        transaction_per_migration=True,
        **options,
    )


def render_item(kind: str, item: Any, autogenerate: AutogenContext) -> str | Literal[False]:
    """Our own types and conditions, as a migration writes them."""
    if kind == "check" and isinstance(item, CheckConstraint):
        return _check(item, autogenerate)
    if kind != "type" or not (item in _TYPES or isinstance(item, ExactNumeric)):
        return False
    autogenerate.imports.add("from app.infrastructure.database import columns")
    return f"columns.{item!r}" if isinstance(item, ExactNumeric) else _TYPES[item]


def drop_indexes_with_their_table(
    migration: Any, revision: Any, scripts: list[MigrationScript]
) -> None:
    """Not one by one before it: MySQL lets go of none that a foreign key still goes by."""
    for script in scripts:
        for direction in (*script.upgrade_ops_list, *script.downgrade_ops_list):
            dropped = {step.table_name for step in direction.ops if isinstance(step, DropTableOp)}
            direction.ops = [step for step in direction.ops if not _drops_indexes_of(dropped, step)]


def _drops_indexes_of(tables: set[str], step: object) -> bool:
    return (
        isinstance(step, ModifyTableOps)
        and step.table_name in tables
        and all(isinstance(each, DropIndexOp) for each in step.ops)
    )


def _check(item: CheckConstraint, autogenerate: AutogenContext) -> str | Literal[False]:
    if not isinstance(item.sqltext, Condition):
        return False
    autogenerate.imports.add("from app.infrastructure.database import checks")
    return f"sa.CheckConstraint(checks.{item.sqltext!r}, name=op.f({str(item.name)!r}))"


url = load_settings().database_url.get_secret_value()
if context.is_offline_mode():
    configure(url=drivers.engine_url(url), literal_binds=True)
    chains.upgrade(CHAINS, context.get_context())
    with context.begin_transaction():
        context.run_migrations()
else:
    try:
        drivers.run_on(url, migrate)
    except drivers.NoDatabase as error:
        cause = getattr(error.__cause__, "orig", None) or error.__cause__
        where = shown(url)
        sys.exit(f"No database at {where}: {cause}. Does it exist and run; is DATABASE_URL right?")
