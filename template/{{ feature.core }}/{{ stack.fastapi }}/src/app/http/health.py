"""Whether the process runs, and whether it should be sent work."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from time import perf_counter

from fastapi import APIRouter, FastAPI, Response

from app.http import health_operations
from app.http.answers import ok
from app.infrastructure import draining

Check = Callable[[], Awaitable[object]]


def install(app: FastAPI, checks: Mapping[str, Check]) -> None:
    """`checks` are what the service cannot work without; each raises where it is away."""
    router = APIRouter(prefix="/health")

    @router.get("/live")
    @health_operations.LIVE
    async def live() -> Response:
        return ok({"status": "up"})

    @router.get("/ready")
    @health_operations.READY
    async def ready() -> Response:
        results = await asyncio.gather(*map(_run, checks.values()))
        well = all(result["status"] == "up" for result in results)
        status = 200 if well and not draining.has_begun() else 503
        return ok({"checks": dict(zip(checks, results, strict=True))}, status=status)

    app.include_router(router)


async def _run(check: Check) -> dict[str, str | float]:
    begun = perf_counter()
    try:
        await asyncio.wait_for(check(), health_operations.CHECK_TIMEOUT)
        status = "up"
    except Exception:  # whatever is wrong with it, it is down
        status = "down"
    return {"status": status, "latency_ms": round((perf_counter() - begun) * 1000, 1)}
