"""Passwords are hashed beside what else is asked: a few at a time, in threads of their own."""

import os
from asyncio import Semaphore, to_thread

from app.config import Settings
from app.identity.passwords import Hasher, Verdict


class Hashing:
    """`turns` is held by whoever hashes: more at once than there are cores would only be slower,
    and each takes its memory."""

    def __init__(self, settings: Settings) -> None:
        self._hasher = Hasher(settings)
        self.turns = Semaphore(max(1, min(4, (os.cpu_count() or 1) // settings.workers)))

    async def hash(self, password: str) -> str:
        return await to_thread(self._hasher.hash, password)

    async def verify(self, password: str, kept: str | None) -> Verdict:
        return await to_thread(self._hasher.verify, password, kept)
