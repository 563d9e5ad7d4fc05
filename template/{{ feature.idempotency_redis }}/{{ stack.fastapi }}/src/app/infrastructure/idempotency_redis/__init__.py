"""Idempotency keys in Redis."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from fastapi import APIRouter, FastAPI

from app.config import Settings
from app.infrastructure.idempotency.changes import IdempotentChanges
from app.infrastructure.idempotency_redis.store import RedisStore


def install(app: FastAPI, settings: Settings) -> None:
    """Around every change."""
    store = RedisStore(settings)
    app.state.changes = IdempotentChanges(
        app.state.changes,
        store,
        lock=timedelta(seconds=settings.request_timeout + 1),
        keep=settings.idempotency_time,
    )

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        await store.close()

    app.include_router(APIRouter(lifespan=lifespan))
