"""How Alembic reaches the database: with the service's settings, models and drivers."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from app.config import load_settings
from app.infrastructure.database.columns import MOMENT, ExactNumeric
from app.infrastructure.database.metadata import metadata
from app.infrastructure.database.urls import async_url

_LOCK = 7_213_406_911
"""Of PostgreSQL's advisory locks."""


def migrate(connection: Connection) -> None:
    with one_at_a_time(connection):
        configure(connection=connection)
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
        connection.execute(text(f"SELECT pg_advisory_lock({_LOCK})"))
        connection.execute(text("SET lock_timeout = '10s'"))
        connection.commit()
        yield


def configure(**options: Any) -> None:
    context.configure(
        target_metadata=metadata,
        compare_type=True,
        render_as_batch=True,
        render_item=render_item,
        transaction_per_migration=True,
        **options,
    )


def render_item(kind: str, item: Any, autogenerate: AutogenContext) -> str | Literal[False]:
    """Our own types, as a migration writes them."""
    if kind != "type" or not (item is MOMENT or isinstance(item, ExactNumeric)):
        return False
    autogenerate.imports.add("from app.infrastructure.database import columns")
    if item is MOMENT:
        return "columns.MOMENT"
    return f"columns.{item!r}"


async def migrate_online(url: str) -> None:
    engine = create_async_engine(async_url(url), poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


url = load_settings().database_url.get_secret_value()
if context.is_offline_mode():
    configure(url=async_url(url), literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    asyncio.run(migrate_online(url))
