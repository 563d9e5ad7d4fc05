"""Keeps claims and answers in Redis, where they end by themselves.

The answer is kept once the change is committed. Whoever dies in between leaves a change without an
answer: who sends it again after the claim's time does it again. Without Redis no promise can be
kept, so that requests with a key are refused; all others go on.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

import structlog
from pydantic_core import from_json, to_json
from redis.asyncio import RedisError

from app.config import Settings
from app.http.errors import ServiceUnavailable
from app.infrastructure.idempotency.claims import Answer, Claim, Held, answer_for
from app.infrastructure.idempotency.errors import StillInFlight
from app.infrastructure.redis import connect

_HOLD = """
if redis.call("GET", KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call("PEXPIRE", KEYS[1], ARGV[2])
"""
_RELEASE = """
if redis.call("GET", KEYS[1]) == ARGV[1] then redis.call("DEL", KEYS[1]) end
"""

log = structlog.get_logger()


class RedisStore:
    def __init__(self, settings: Settings) -> None:
        self._redis = connect(settings)
        self._hold = self._redis.register_script(_HOLD)
        self._release = self._redis.register_script(_RELEASE)
        self._prefix = f"{settings.redis_prefix}:idempotency:"
        self._commit = timedelta(seconds=settings.statement_patience + 1)

    async def claim(self, claim: Claim) -> Answer | None:
        time = _milliseconds(claim.begun, claim.locked_until)
        with _needed():
            found: Any = await self._redis.set(
                self._name(claim), _claimed(claim), px=time, nx=True, get=True
            )
        return answer_for(claim, _held(found)) if found else None

    async def keep(self, claim: Claim, answer: Answer) -> None:
        """Holds the claim for as long as the commit may take."""
        time = self._commit // timedelta(milliseconds=1)
        with _needed():
            if not await self._hold([self._name(claim)], [_claimed(claim), time]):
                raise StillInFlight

    async def committed(self, claim: Claim, answer: Answer) -> None:
        time = _milliseconds(claim.begun, claim.expires_at)
        try:
            await self._redis.set(self._name(claim), _answered(claim, answer), px=time)
        except RedisError as error:
            log.warning("an answer could not be kept for who asks again", cause=repr(error))

    async def release(self, claim: Claim) -> None:
        with suppress(RedisError):
            await self._release([self._name(claim)], [_claimed(claim)])

    async def close(self) -> None:
        await self._redis.aclose()

    def _name(self, claim: Claim) -> str:
        return f"{self._prefix}{claim.id}"


@contextmanager
def _needed() -> Iterator[None]:
    try:
        yield
    except RedisError as error:
        raise ServiceUnavailable from error


def _claimed(claim: Claim) -> bytes:
    return to_json({"fingerprint": claim.fingerprint, "attempt": claim.attempt})


def _answered(claim: Claim, answer: Answer) -> bytes:
    """All but the body on the first line."""
    told = {"status": answer.status, "headers": answer.headers}
    return to_json({"fingerprint": claim.fingerprint, **told}) + b"\n" + answer.body


def _held(found: bytes) -> Held:
    line, _, body = found.partition(b"\n")
    told: dict[str, Any] = from_json(line)
    answer = Answer(told["status"], told["headers"], body) if "status" in told else None
    return Held(told["fingerprint"], answer)


def _milliseconds(begin: datetime, end: datetime) -> int:
    return (end - begin) // timedelta(milliseconds=1)
