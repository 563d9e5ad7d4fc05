"""The limit: what a request costs when nothing is done but what it is about."""

import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
from pydantic_core import from_json, to_json
from uuid_utils.compat import uuid7

Message = dict[str, Any]

TABLE = """
CREATE TABLE IF NOT EXISTS reference (
    id uuid PRIMARY KEY, name text NOT NULL UNIQUE, website text, description text,
    created_at timestamptz NOT NULL
)
"""
FIND = "SELECT id, name, website, description, created_at FROM reference WHERE id = $1"
LIST = """
SELECT id, name, website, description, created_at, (SELECT count(*) FROM reference) AS total
FROM reference ORDER BY id DESC LIMIT 20
"""
ADD = "INSERT INTO reference VALUES ($1, $2, $3, $4, $5)"


class Reference:
    """`GET /health`, `GET /items`, `GET /items/{id}` and `POST /items`."""

    pool: asyncpg.Pool

    async def __call__(
        self,
        scope: dict[str, Any],
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            status, body = await self._answer(scope, receive)
            length = str(len(body)).encode()
            headers = [(b"content-type", b"application/json"), (b"content-length", length)]
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": body})

    async def _live(self, receive: Any, send: Any) -> None:
        await receive()
        size = int(os.environ["DATABASE_POOL_SIZE"])
        dsn = os.environ["DATABASE_URL"]
        self.pool = await asyncpg.create_pool(dsn, min_size=size, max_size=size)
        await self.pool.execute(TABLE)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.pool.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: dict[str, Any], receive: Any) -> tuple[int, bytes]:
        if scope["method"] == "POST":
            return await self._create((await receive())["body"])
        if scope["path"] == "/health":
            return 200, b"{}"
        if scope["path"] == "/items":
            rows = await self.pool.fetch(LIST)
            return 200, to_json({"data": [dict(row) for row in rows]})
        key = scope["path"].removeprefix("/items/")
        row = await self.pool.fetchrow(FIND, UUID(key))
        return 200, to_json({"data": dict(row) if row else None})

    async def _create(self, body: bytes) -> tuple[int, bytes]:
        item = from_json(body)
        values = (uuid7(), item["name"], item["website"], item["description"], datetime.now(UTC))
        await self.pool.execute(ADD, *values)
        return 201, to_json({"data": {"id": values[0]}})


app = Reference()
