"""Assembles the service. Read it top to bottom: what is here is what runs."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app import __version__, domains, features, middleware
from app.config import Settings
from app.http import documentation, failures, health
from app.http.changes import UnitsOfWork
from app.http.gate import OpenGate
from app.infrastructure import database, logs

_OWN_TELEMETRY = {"tracing": False, "metrics": False, "logs": False}


def create_app(settings: Settings) -> FastAPI:
    """The whole service, ready to serve. Connects to nothing before it is asked to."""
    logs.install(settings, features.LOG_PROCESSORS)
    app = FastAPI(
        version=__version__,
        lifespan=_lifespan,
        middleware=middleware.stack(
            settings,
            outermost=features.OUTERMOST,
            chosen=features.MIDDLEWARE,
            listeners=features.LISTENERS,
            promises=features.PROMISES,
        ),
        redirect_slashes=False,
        openapi_url=None,
        telemetry=_OWN_TELEMETRY,
    )
    app.state.changes, app.state.gate = UnitsOfWork(), OpenGate()
    database.install(app, settings)
    failures.install(app)
    health.install(app, checks={"database": app.state.database.ping})
    features.install(app, settings)
    domains.install(app, settings)
    documentation.install(app, features.PROMISES)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    await app.state.database.open()
    gc.freeze()  # what is loaded by now stays: the collector need not walk it again
    yield
    await app.state.database.close()
