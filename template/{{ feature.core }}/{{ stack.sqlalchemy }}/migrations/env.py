"""How Alembic reaches the database: with the service's settings, models and drivers."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Literal

import asyncpg
from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, exc, make_url, pool, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from app.config import load_settings
from app.infrastructure.database.columns import MOMENT, ExactNumeric
from app.infrastructure.database.metadata import metadata
from app.infrastructure.database.urls import async_url, scheme_of

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


def engine_for(url: str) -> AsyncEngine:
    """PostgreSQL's URL goes to the driver as it is: it knows all that may be in one, as sslmode."""
    if not scheme_of(url).startswith("postgres"):
        return create_async_engine(async_url(url), poolclass=pool.NullPool)
    connect = partial(asyncpg.connect, f"postgresql://{url.partition('://')[2]}")
    return create_async_engine(
        "postgresql+asyncpg://", async_creator=connect, poolclass=pool.NullPool
    )


async def migrate_online(url: str) -> None:
    engine = engine_for(url)
    try:
        connection = await engine.connect()
    except (OSError, asyncpg.PostgresError, exc.DBAPIError) as error:
        shown = make_url(url).render_as_string(hide_password=True)
        cause = getattr(error, "orig", None) or error
        sys.exit(f"No database at {shown}: {cause}. Does it exist and run; is DATABASE_URL right?")
    await connection.run_sync(migrate)
    await connection.close()
    await engine.dispose()


url = load_settings().database_url.get_secret_value()
if context.is_offline_mode():
    configure(url=async_url(url), literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    asyncio.run(migrate_online(url))
