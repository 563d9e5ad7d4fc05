"""What was read is kept, for a while and until it changes.

What is kept is kept with the marks under which it was read. A change gives its marks new values,
after its commit and before its answer. Whoever has read an old row, and keeps it after that, keeps
it under marks that no longer hold: nobody is ever shown it.
"""

from collections.abc import Callable, Collection
from random import uniform
from time import sleep
from typing import Protocol

from app.config import Settings
from app.infrastructure.cache.circuit import Circuit
from app.infrastructure.cache.flights import Flight
from app.infrastructure.cache.names import Asked
from app.infrastructure.cache.outcomes import AWAY, HIT, MISS, SHARED, count
from app.infrastructure.cache.shapes import NOTHING
from app.infrastructure.cache.store import Store

Load = Callable[[], bytes]
Marks = tuple[str, ...]

_PATIENCE = 1.0
"""Seconds in which whoever waits for what another reads goes to read it too."""
_LOOKS = (0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32)
"""Seconds between looks for what another process reads."""
_JITTER = 0.2


class Cache(Protocol):
    @property
    def namespace(self) -> str:
        """What all names in it begin with."""
        ...

    def get(self, name: str, marks: Marks, load: Load) -> bytes:
        """What is kept of this name, or else what `load` gives."""
        ...

    def change(self, marks: Collection[str]) -> None:
        """Nothing holds that was read under these until now."""
        ...


class NoCache:
    """Where none was installed: in a script, in a test of queries."""

    namespace = ""

    def get(self, name: str, marks: Marks, load: Load) -> bytes:
        return load()

    def change(self, marks: Collection[str]) -> None:
        """Nothing was kept."""


class StoredCache:
    """In a store that workers share, or each has. What goes wrong with it is nobody's failure:
    then all read for themselves."""

    def __init__(self, settings: Settings, namespace: str) -> None:
        self.namespace = namespace
        self._seconds = settings.cache_seconds
        self._store = Circuit(Store(settings))
        self._flights: dict[tuple[str, bytes], Flight] = {}

    def get(self, name: str, marks: Marks, load: Load) -> bytes:
        known = self._store.fetch(name, marks)
        if known is None:
            count(AWAY)
            return load()
        version, kept = known
        if kept is not None:
            count(HIT)
            return kept
        return self._load_once((name, marks), version, load)

    def change(self, marks: Collection[str]) -> None:
        self._store.change(marks)

    def close(self) -> None:
        self._store.close()

    def _load_once(self, asked: Asked, version: bytes, load: Load) -> bytes:
        """One of those who ask at the same time reads it. Who asks after a change never gets what
        was read before it: the version is then another one."""
        place, mine = (asked[0], version), Flight()
        flight = self._flights.setdefault(place, mine)
        if flight is not mine:
            value = flight.wait(_PATIENCE)
            count(MISS if value is None else SHARED)
            return load() if value is None else value
        value = None
        try:
            value = self._load(asked, version, load)
        finally:  # whatever has become of it, those who wait go on
            del self._flights[place]
            mine.land(value)
        return value

    def _load(self, asked: Asked, version: bytes, load: Load) -> bytes:
        """One process does. Whose claim comes second looks for what the first has kept."""
        name, marks = asked
        if not self._store.claim(name, version, _PATIENCE):
            for pause in _LOOKS:
                sleep(pause)
                known = self._store.fetch(name, marks)
                if known is None or known[0] != version:
                    break
                if known[1] is not None:
                    count(SHARED)
                    return known[1]
        count(MISS)
        is_kept = False
        try:
            value = load()
            if value != NOTHING:
                seconds = self._seconds * uniform(1 - _JITTER, 1)  # noqa: S311
                is_kept = self._store.keep(name, version, value, seconds)
        finally:
            if not is_kept:  # nobody should wait for it
                self._store.release(name, version)
        return value
