"""What is changed is told when it is committed, and not before."""

from collections.abc import Collection

from app.infrastructure.cache.cache import Cache
from app.infrastructure.unit_of_work import current_unit_of_work


def in_unit_of_work() -> bool:
    return current_unit_of_work() is not None


class AfterCommit:
    """Stands in a unit of work behind the transaction that makes the change."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def tell(self, marks: Collection[str]) -> None:
        """Once the unit of work is committed; at once where there is none."""
        unit = current_unit_of_work()
        if unit is None:
            self._cache.change(marks)
        else:
            (unit.transaction_on(self)).marks.update(marks)

    def begin(self) -> "_Told":
        return _Told(self._cache)


class _Told:
    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self.marks: set[str] = set()

    def commit(self) -> None:
        self._cache.change(self.marks)

    def rollback(self) -> None:
        """Nothing has changed."""
