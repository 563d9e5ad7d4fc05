"""Measures the service and the reference in turns, and prints ratios."""

import asyncio
import json
import os
import sys
from collections.abc import Callable
from itertools import count
from statistics import median
from urllib.request import Request, urlopen

import asyncpg

from app.config import load_settings
from tests.callers import arrive, headers_of
from tests.migrating import upgrade
from tests.registry import SAMPLES
from tests.urls import kind_of
from tools.bench.load import Outcome, request, run
from tools.bench.servers import Served, served

ROUNDS, SECONDS, CONNECTIONS, ROWS = 3, 2.0, 32, 1000
_numbers = count(10**9)


def main() -> int:
    url = load_settings().database_url.get_secret_value()
    if kind_of(url) != "postgresql":
        print("make bench needs PostgreSQL: set DATABASE_URL=postgresql://user@host:port/name")
        return 2
    base, _, name = url.rpartition("/")
    scratch = f"{name.partition('?')[0]}_bench_{os.getpid()}"
    asyncio.run(_statement(url, f'CREATE DATABASE "{scratch}"'))
    try:
        _measure(f"{base}/{scratch}")
    finally:
        asyncio.run(_statement(url, f'DROP DATABASE "{scratch}" WITH (FORCE)'))
    return 0


def _measure(database: str) -> None:
    upgrade(database)
    arrive(database)
    granian = [
        "granian",
        "--interface",
        "asgi",
        "--no-ws",
        "--port",
        "8198",
        "--log-level",
        "error",
    ]
    ours = {"port": 8199, "path": SAMPLES[0].path, "health": "/health/ready"}
    raw = {"port": 8198, "path": "/items", "health": "/health"}
    with (
        served([*granian, "tools.bench.reference:app"], database=database, **raw) as reference,
        served(["app"], database=database, **ours) as service,
    ):
        service.headers = headers_of(f"http://127.0.0.1:{service.port}")
        keys = {server: _fill(server) for server in (reference, service)}
        print(
            f"{'':8}{'CPU us':>10}{'limit':>8}{'ratio':>8}{'req/s':>10}{'p50 ms':>8}{'p99 ms':>8}"
        )
        for name, make in OPERATIONS.items():
            results = [
                [_once(server, make(server, keys[server])) for server in keys]
                for _ in range(ROUNDS)
            ]
            _print(name, results)


def _once(server: Served, make: Callable[[], bytes]) -> tuple[float, Outcome]:
    """Microseconds of processor time a request, and all else that came out."""
    before = server.cpu_seconds()
    outcome = run(make, port=server.port, connections=CONNECTIONS, seconds=SECONDS)
    if wrong := {status for status in outcome.statuses if status >= 300}:
        sys.exit(f"{server.path} answered {sorted(wrong)}")
    return (server.cpu_seconds() - before) / outcome.answers * 1e6, outcome


def _print(name: str, results: list[list[tuple[float, Outcome]]]) -> None:
    limit, ours = ([round_[i] for round_ in results] for i in (0, 1))
    ratio = median(a[0] / b[0] for a, b in zip(ours, limit, strict=True))
    rate = median(outcome.answers / outcome.seconds for _, outcome in ours)
    p50, p99 = (median(outcome.quantile(q) for _, outcome in ours) * 1000 for q in (0.5, 0.99))
    cpu, least = (median(cpu for cpu, _ in runs) for runs in (ours, limit))
    print(f"{name:8}{cpu:10.0f}{least:8.0f}{ratio:8.2f}{rate:10.0f}{p50:8.1f}{p99:8.1f}")


def _fill(server: Served) -> str:
    """A thousand rows; the id of the last."""
    key = ""
    for _ in range(ROWS):
        made = Request(
            f"http://127.0.0.1:{server.port}{server.path}",
            _body(server.path),
            {"Content-Type": "application/json", **server.headers},
        )
        with urlopen(made) as answer:
            key = json.load(answer)["data"]["id"]
    return key


def _body(path: str) -> bytes:
    n = next(_numbers)
    if path == SAMPLES[0].path:
        return json.dumps(SAMPLES[0].body(n)).encode()
    item = {"name": f"Item {n}", "website": "https://example.com", "description": "An item."}
    return json.dumps(item).encode()


def _get(server: Served, key: str) -> Callable[[], bytes]:
    sent = request("GET", f"{server.path}/{key}", headers=server.headers)
    return lambda: sent


def _list(server: Served, key: str) -> Callable[[], bytes]:
    sent = request("GET", server.path, headers=server.headers)
    return lambda: sent


def _create(server: Served, key: str) -> Callable[[], bytes]:
    return lambda: request("POST", server.path, _body(server.path), headers=server.headers)


OPERATIONS = {"get": _get, "list": _list, "create": _create}


async def _statement(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(statement)
    await connection.close()


if __name__ == "__main__":
    sys.exit(main())
