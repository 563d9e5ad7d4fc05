"""Passwords are hashed beside what else is asked: a few at a time; other threads run meanwhile."""

import os
from contextlib import AbstractContextManager
from threading import Semaphore
from typing import Any

from app.config import Settings
from app.identity.passwords import Hasher, Verdict


class Hashing:
    """`turns` is held by whoever hashes: more at once than there are cores would only be slower,
    and each takes its memory."""

    def __init__(self, settings: Settings) -> None:
        self._hasher = Hasher(settings)
        at_once = max(1, min(4, (os.cpu_count() or 1) // settings.workers))
        self.turns: AbstractContextManager[Any] = Semaphore(at_once)

    def hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def verify(self, password: str, kept: str | None) -> Verdict:
        return self._hasher.verify(password, kept)
