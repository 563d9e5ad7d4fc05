"""Memory has an end, and marks are known to all workers."""

import os
from time import sleep

import pytest

from app.infrastructure.cache.memory import Memory
from app.infrastructure.cache.shared_marks import SharedMarks

pytestmark = pytest.mark.checklist("performance.cache")

ROOM = 100_000
VALUE = b"x" * 9_000


def test_it_never_takes_more_than_it_has():
    memory = Memory(ROOM)
    for number in range(100):
        memory.put(str(number), VALUE, 60)

    kept = [number for number in range(100) if memory.get(str(number))]

    assert kept == list(range(90, 100))


def test_what_was_asked_for_last_stays():
    memory = Memory(ROOM)
    memory.put("asked for", VALUE, 60)
    for number in range(100):
        memory.put(str(number), VALUE, 60)
        memory.get("asked for")

    assert memory.get("asked for") == VALUE


def test_what_is_larger_than_all_of_it_is_not_kept():
    memory = Memory(ROOM)
    memory.put("small", VALUE, 60)
    memory.put("large", b"x" * ROOM, 60)

    assert memory.get("large") is None


@pytest.mark.checklist("performance.cache", proves="expiry")
def test_what_is_kept_ends_in_its_time():
    memory = Memory(ROOM)
    memory.put("short", VALUE, 0.05)
    memory.put("long", VALUE, 60)
    sleep(0.1)

    assert (memory.get("short"), memory.get("long")) == (None, VALUE)


def test_one_alone_claims_until_it_is_given_back():
    memory = Memory(ROOM)

    assert [memory.add("claim", 60), memory.add("claim", 60)] == [True, False]
    memory.remove("claim")
    assert memory.add("claim", 60)


@pytest.mark.checklist("performance.cache", proves="invalidation")
def test_a_change_in_one_process_is_known_in_the_others():
    marks = SharedMarks()
    before = marks.value("rows"), marks.value("others")
    if (child := os.fork()) == 0:
        marks.change("rows")
        os._exit(0)
    os.waitpid(child, 0)

    assert marks.value("rows") != before[0]
    assert marks.value("others") == before[1]
