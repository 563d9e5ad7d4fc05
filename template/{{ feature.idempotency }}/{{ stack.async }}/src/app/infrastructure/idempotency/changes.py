"""A POST with an Idempotency-Key is done once: its answer is kept, and told to who asks again.

The key is claimed first, and the answer is kept at the end of the change. What fails keeps nothing,
and gives the key back; who dies keeps it until the claim's time is over.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from app.http.callers import current_caller
from app.http.changes import Change, Changes
from app.http.errors import ApiError
from app.http.native import Request, Response
from app.infrastructure.idempotency.claims import Claim, claim_of
from app.infrastructure.idempotency.requests import key_of, whole
from app.infrastructure.idempotency.responses import answer_of, replayed
from app.infrastructure.idempotency.store import Store


class IdempotentChanges:
    """Stands around what stood around every change before."""

    def __init__(self, changes: Changes, store: Store, *, lock: timedelta, keep: timedelta) -> None:
        self._changes = changes
        self._store = store
        self._lock = lock
        self._keep = keep

    async def make(self, request: Request, read: Callable[[], Change]) -> Response:
        key = key_of(request)
        if key is None:
            return await self._changes.make(request, read)
        asked, caller = await whole(request), current_caller.get()
        claim = claim_of(key, asked, caller=caller, lock=self._lock, keep=self._keep)
        answer = await self._store.claim(claim)
        return replayed(answer) if answer else await self._make_once(request, read, claim)

    async def _make_once(
        self, request: Request, read: Callable[[], Change], claim: Claim
    ) -> Response:
        try:
            response = await self._changes.make(request, lambda: self._keeping(read(), claim))
        except Exception:
            await self._release(claim)
            raise
        if answer := answer_of(response):
            await self._store.committed(claim, answer)
        else:
            await self._release(claim)
        return response

    def _keeping(self, change: Change, claim: Claim) -> Change:
        async def change_and_keep() -> Response:
            response = await change()
            if answer := answer_of(response):
                await self._store.keep(claim, answer)
            return response

        return change_and_keep

    async def _release(self, claim: Claim) -> None:
        """Where that fails too, the claim's time will be over soon."""
        with suppress(ApiError):
            await self._store.release(claim)
