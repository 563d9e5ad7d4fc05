"""The cache: rows and pages are kept for a while, until they change."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from app.config import Settings
from app.infrastructure.cache.cache import StoredCache
from app.infrastructure.cache.caches import put_before
from app.infrastructure.cache.namespaces import namespace_of


def install(app: FastAPI, settings: Settings) -> None:
    """Before the database, for all repositories that are made from here on."""
    cache = StoredCache(settings, namespace_of(settings))
    put_before(app.state.database, cache)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        await cache.close()

    app.include_router(APIRouter(lifespan=lifespan))
