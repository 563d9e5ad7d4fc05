"""Where it is kept: in the memory of each worker. What holds is known to all of one machine."""

from collections.abc import Collection

from app.config import Settings
from app.infrastructure.cache.memory import Memory
from app.infrastructure.cache.shared_marks import SharedMarks
from app.infrastructure.cache.versions import marked, unmarked, version_of

_marks = SharedMarks()


class Store:
    failures: tuple[type[Exception], ...] = ()
    """Nothing goes wrong with it."""
    connections = 1000
    """As many as ask: nobody waits for anybody."""

    def __init__(self, settings: Settings) -> None:
        self._memory = Memory(settings.cache_megabytes * 1024 * 1024)

    def fetch(self, name: str, marks: Collection[str]) -> tuple[bytes, bytes | None]:
        version = version_of(b"%d" % _marks.value(mark) for mark in marks)
        return version, unmarked(version, self._memory.get(name))

    def keep(self, name: str, version: bytes, value: bytes, seconds: float) -> bool:
        self._memory.put(name, marked(version, value), seconds)
        return True

    def claim(self, name: str, version: bytes, seconds: float) -> bool:
        return self._memory.add(f"{name}:{version.decode()}", seconds)

    def release(self, name: str, version: bytes) -> None:
        self._memory.remove(f"{name}:{version.decode()}")

    def change(self, marks: Collection[str]) -> None:
        for mark in marks:
            _marks.change(mark)

    def close(self) -> None:
        """There is nothing to close."""
