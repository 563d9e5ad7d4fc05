"""Keeps claims and answers in the database: a change and its answer are committed together.

A claim is a row, committed at once, so that all see it. Its primary key decides who was first.
"""

from contextlib import suppress
from datetime import datetime
from itertools import count
from typing import Any

from pydantic_core import from_json, to_json

from app.http.errors import ApiError
from app.infrastructure.database.errors import ConstraintViolated
from app.infrastructure.database.port import Database
from app.infrastructure.idempotency.claims import Answer, Claim, Held, answer_for
from app.infrastructure.idempotency.errors import StillInFlight
from app.infrastructure.idempotency_database import statements

_TRIES = 3
"""A row may be given back between the moment when it is in the way and that when it is read."""
_CLEAN_EVERY, _CLEAN_AT_ONCE = 100, 1000
"""Claims, and rows: what has expired is removed faster than it comes."""


class DatabaseStore:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._claims = count(1)

    async def claim(self, claim: Claim) -> Answer | None:
        if next(self._claims) % _CLEAN_EVERY == 0:
            await self._clean(claim.begun)
        for _ in range(_TRIES):
            if await self._add(claim):
                return None
            row = await self._database.fetch_one(statements.FIND, key=claim.id)
            if row is None:
                continue
            if not _is_over(row, claim.begun):
                return answer_for(claim, Held(row.fingerprint, _answer_in(row)))
            if await self._take_over(claim, row):
                return None
        raise StillInFlight

    async def keep(self, claim: Claim, answer: Answer) -> None:
        kept = await self._database.execute(
            statements.KEEP,
            key=claim.id,
            held=claim.attempt,
            new_status=answer.status,
            new_headers=to_json(answer.headers).decode(),
            new_body=answer.body,
        )
        if not kept:
            raise StillInFlight

    async def committed(self, claim: Claim, answer: Answer) -> None:
        """So is the answer."""

    async def release(self, claim: Claim) -> None:
        await self._database.execute(statements.RELEASE, key=claim.id, held=claim.attempt)

    async def _add(self, claim: Claim) -> bool:
        """Whether nobody had the key."""
        nothing = dict.fromkeys(("status", "headers", "body"))
        try:
            await self._database.execute(
                statements.ADD,
                id=claim.id,
                fingerprint=claim.fingerprint,
                attempt=claim.attempt,
                locked_until=claim.locked_until,
                expires_at=claim.expires_at,
                **nothing,
            )
        except ConstraintViolated:
            return False
        return True

    async def _take_over(self, claim: Claim, row: Any) -> bool:
        """Whether nobody else was quicker."""
        taken = await self._database.execute(
            statements.TAKE_OVER,
            key=claim.id,
            held=row.attempt,
            moment=claim.begun,
            new_fingerprint=claim.fingerprint,
            new_attempt=claim.attempt,
            new_locked_until=claim.locked_until,
            new_expires_at=claim.expires_at,
        )
        return taken == 1

    async def _clean(self, moment: datetime) -> None:
        """Removes the oldest of what has expired. Where that fails, the next does it."""
        with suppress(ApiError):
            last = await self._database.fetch_one(
                statements.NTH_OLDEST, limit=1, offset=_CLEAN_AT_ONCE
            )
            until = min(moment, last.expires_at) if last else moment
            await self._database.execute(statements.REMOVE_EXPIRED, moment=until)


def _is_over(row: Any, moment: datetime) -> bool:
    """Whether the answer has expired, or whoever was to give one has died."""
    return bool(row.expires_at <= moment or (row.status is None and row.locked_until <= moment))


def _answer_in(row: Any) -> Answer | None:
    if row.status is None:
        return None
    return Answer(row.status, from_json(row.headers), bytes(row.body))
