"""Counts that processes share: exact, bounded, and none the worse for one that is killed."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from threading import Barrier
from time import sleep

import pytest

from app.infrastructure.counters.shared_memory import SharedCounter

pytestmark = [
    pytest.mark.checklist("security.rate-limiting", proves="exact"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning"),
]
WINDOW = 60
forked = get_context("fork").Process


@pytest.fixture
def counter() -> SharedCounter:
    return SharedCounter()


def test_it_counts_each_key_by_itself(counter: SharedCounter):
    counts = [counter.count(key, WINDOW).used for key in ("one", "other", "one", "one")]

    assert counts == [1, 1, 2, 3]


def test_it_tells_when_the_window_is_over(counter: SharedCounter):
    first = counter.count("key", WINDOW)
    sleep(0.05)
    second = counter.count("key", WINDOW)

    assert first.seconds_left == pytest.approx(WINDOW)
    assert WINDOW - 5 < second.seconds_left < WINDOW - 0.04


def test_a_new_window_begins_where_one_is_over(counter: SharedCounter):
    before = [counter.count("key", 0.05).used for _ in range(3)]
    sleep(0.06)
    after = counter.count("key", 0.05)

    assert before == [1, 2, 3]
    assert after.used == 1


def test_every_count_of_many_processes_and_threads_is_there_once(counter: SharedCounter):
    def count_in_threads() -> None:
        with ThreadPoolExecutor(4) as pool:
            for _ in range(1000):
                pool.submit(counter.count, "key", WINDOW)

    run_all([count_in_threads] * 4)

    assert counter.count("key", WINDOW).used == 4001


def test_a_full_table_forgets_who_asked_least_and_never_fails():
    counter = SharedCounter(buckets=1)
    for _ in range(50):
        counter.count("greedy", WINDOW)

    others = [counter.count(f"other {n}", WINDOW).used for n in range(1000)]

    assert others == [1] * 1000
    assert counter.count("greedy", WINDOW).used == 51


def test_a_window_that_is_over_goes_first():
    counter = SharedCounter(buckets=1)
    for _ in range(9):
        counter.count("over", 0.01)
    for n in range(7):
        counter.count(f"other {n}", WINDOW)
    sleep(0.02)

    counter.count("new", WINDOW)

    assert [counter.count(f"other {n}", WINDOW).used for n in range(7)] == [2] * 7


def test_workers_that_are_killed_while_they_count_stop_nobody(counter: SharedCounter):
    for _ in range(20):
        workers = [forked(target=count_forever, args=(counter,)) for _ in range(2)]
        for worker in workers:
            worker.start()
        sleep(0.02)
        for worker in workers:
            os.kill(worker.pid or 0, signal.SIGKILL)
            worker.join()
        before = counter.count("key", WINDOW).used
        after = counter.count("key", WINDOW).used

        assert after == before + 1


def count_forever(counter: SharedCounter) -> None:
    while True:
        counter.count("key", WINDOW)


def run_all(targets: list[Callable[[], None]]) -> None:
    """Each in a process of its own, all at once."""
    together = get_context("fork").Barrier(len(targets))
    processes = [forked(target=start_together, args=(together, target)) for target in targets]
    for process in processes:
        process.start()
    for process in processes:
        process.join(30)
        assert process.exitcode == 0


def start_together(together: Barrier, target: Callable[[], None]) -> None:
    together.wait(10)
    target()
