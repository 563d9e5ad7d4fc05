"""Whether the process runs, and whether it should be sent work."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from time import perf_counter

from fastapi import APIRouter, FastAPI, Response

from app.http import health_operations as health

Check = Callable[[], Awaitable[object]]


def install(app: FastAPI, checks: Mapping[str, Check]) -> None:
    """`checks` are what the service cannot work without; each raises where it is away."""
    router = APIRouter(prefix="/health")

    @router.get("/live")
    @health.LIVE
    async def live() -> Response:
        return health.alive()

    @router.get("/ready")
    @health.READY
    async def ready() -> Response:
        results = await asyncio.gather(*map(_run, checks.values()))
        return health.readiness(dict(zip(checks, results, strict=True)))

    app.include_router(router)


async def _run(check: Check) -> health.Check:
    begun = perf_counter()
    try:
        await asyncio.wait_for(check(), health.CHECK_TIMEOUT)
    except Exception:  # whatever is wrong with it, it is down
        return health.outcome(begun, up=False)
    return health.outcome(begun, up=True)
