"""A server that takes what is told of crashes, as Sentry's does (develop.sentry.dev: envelopes)."""

import json
from contextlib import AbstractContextManager
from typing import Any

from tests.processes import wait_until
from tests.receiver import Receiver, receiving


def dsn_of(place: str) -> str:
    return f"http://0123456789abcdef0123456789abcdef@{place}/42"


class Ingest(Receiver):
    def __init__(self) -> None:
        super().__init__("application/json", b"{}")

    @property
    def dsn(self) -> str:
        return dsn_of(self.place)

    def crashes(self, amount: int = 1) -> list[dict[str, Any]]:
        """What was told, once it is so many. Raises TimeoutError."""
        wait_until(lambda: len(self._events()) >= amount)
        return self._events()

    def _events(self) -> list[dict[str, Any]]:
        return [event for raw in self.raw for event in _events_of(raw)]


def ingest() -> AbstractContextManager[Ingest]:
    return receiving(Ingest())


def _events_of(envelope: bytes) -> list[dict[str, Any]]:
    """Lines: the envelope's header, then a header and a payload for each item."""
    _, *lines = envelope.rstrip(b"\n").split(b"\n")
    items = zip(lines[::2], lines[1::2], strict=True)
    return [json.loads(body) for head, body in items if json.loads(head)["type"] == "event"]
