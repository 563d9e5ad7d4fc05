"""What memory has grown by, and the lines that hold it: two snapshots, compared.

`POST /debug/memory` begins, and from then on tells the growth since. `DELETE` ends it: while
memory is traced, everything takes longer.
"""

import gc
import tracemalloc
from threading import Lock
from tracemalloc import Filter, Snapshot, StatisticDiff

PATH = "/debug/memory"
BEGIN, END = "POST", "DELETE"
METHODS = (BEGIN, END)
HEADERS = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
BEGUN = "Begun. Let the service work for a while, then ask again: you are told what has grown.\n"
ENDED = "Ended. Nothing is traced.\n"
_IGNORED = (Filter(False, tracemalloc.__file__), Filter(False, "<frozen importlib._bootstrap>"))
_LINES, _KIB = 25, 1024


class Memory:
    """Of this process: the first snapshot, if there is one."""

    def __init__(self) -> None:
        self._first: Snapshot | None = None
        self._one_at_a_time = Lock()

    def ask(self, method: str) -> str:
        with self._one_at_a_time:
            return self._compare() if method == BEGIN else self._end()

    def _compare(self) -> str:
        tracemalloc.start()
        gc.collect()
        now = tracemalloc.take_snapshot().filter_traces(_IGNORED)
        if self._first is None:
            self._first = now
            return BEGUN
        return report(now.compare_to(self._first, "lineno"))

    def _end(self) -> str:
        tracemalloc.stop()
        self._first = None
        return ENDED


def report(differences: list[StatisticDiff]) -> str:
    """The lines that hold more than before, those with the most first."""
    grown = [difference for difference in differences if difference.size_diff > 0]
    grown.sort(key=lambda difference: -difference.size_diff)
    total = sum(difference.size_diff for difference in differences)
    head = f"{total / _KIB:+.1f} KiB since the beginning\n"
    return head + "".join(map(_line, grown[:_LINES]))


def _line(difference: StatisticDiff) -> str:
    frame = difference.traceback[0]
    grown = f"{difference.size_diff / _KIB:+10.1f} KiB {difference.count_diff:+8} blocks"
    return f"{grown}  {frame.filename}:{frame.lineno}\n"
