"""A cache of which each read and each change is a span, inside of a request that is traced."""

from collections.abc import Collection

from opentelemetry.trace import get_current_span

from app.infrastructure.cache.cache import Cache, Load, Marks
from app.infrastructure.cache.names import kind_in
from app.infrastructure.tracing.spans import span

IS_HIT = "cache.hit"
"""Whether it was there, or another who asked at the same time has read it. A read that asks the
database itself has the statement below it."""


class TracedCache:
    """Tells the kind of what is read, and never its name: that has an identifier in it."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    @property
    def namespace(self) -> str:
        return self._cache.namespace

    def get(self, name: str, marks: Marks, load: Load) -> bytes:
        if not get_current_span().is_recording():
            return self._cache.get(name, marks, load)
        is_hit = True

        def loaded() -> bytes:
            nonlocal is_hit
            is_hit = False
            return load()

        with span(f"cache get {kind_in(name)}") as opened:
            value = self._cache.get(name, marks, loaded)
            opened.set_attribute(IS_HIT, is_hit)
        return value

    def change(self, marks: Collection[str]) -> None:
        if not get_current_span().is_recording():
            return self._cache.change(marks)
        with span("cache change"):
            return self._cache.change(marks)
