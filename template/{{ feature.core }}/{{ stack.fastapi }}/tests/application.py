"""The application itself, without a server: for tests that plant something in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from fastapi import FastAPI

from app.config import Settings
from app.factory import create_app


def application(database_url: str, **settings: Any) -> FastAPI:
    """What `.env` says is left out."""
    given = {"environment": "test", "database_url": database_url, **settings}
    return create_app(Settings(_env_file=None, **given))


@asynccontextmanager
async def client_of(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """A client that is answered as one on the network is, crashes included."""
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url="http://test") as client,
    ):
        yield client
