"""The cache by itself: one reads for all, what is kept ends, and a change is never lost."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import pytest

from app.config import Settings
from app.infrastructure.cache.cache import NoCache, StoredCache
from app.infrastructure.cache.circuit import Circuit
from tests.at_once import at_once
from tests.cache_server import IS_SHARED, own_cache
from tests.callers import client_of
from tests.parents import fresh
from tests.registry import SAMPLES
from tests.running import run
from tests.serving import serving
from tests.statements import recorded

MARKS = ("rows", "row")
ASKED = ("a-row", MARKS)
cache_item = pytest.mark.checklist("performance.cache")


@contextmanager
def caches(number: int = 1, **settings: Any) -> Iterator[list[StoredCache]]:
    """Of as many processes, in a place of their own."""
    with own_cache() as own:
        given: dict[str, Any] = {"cache_timeout": 1, **own, **settings}
        told = Settings(_env_file=None, environment="test", **given)
        namespace = uuid4().hex
        found = [StoredCache(told, namespace) for _ in range(number)]
        yield found
        for cache in found:
            cache.close()


class Rows:
    """What is read, in a while; it counts how often it was."""

    def __init__(self, value: bytes = b"1 [7]", seconds: float = 0.0) -> None:
        self.value = value
        self.reads = 0
        self._seconds = seconds

    def load(self) -> bytes:
        self.reads += 1
        sleep(self._seconds)
        return self.value


@pytest.mark.checklist("performance.cache", proves="stampede")
@pytest.mark.parametrize("processes", [1, 2])
def test_of_a_hundred_at_once_one_reads(processes: int):
    rows = Rows(seconds=0.2)

    def ask() -> list[bytes]:
        with caches(processes) as found:
            return at_once(100, lambda n: found[n % processes].get(*ASKED, rows.load))

    assert run(ask()) == [rows.value] * 100
    assert rows.reads == (1 if IS_SHARED else processes)


@pytest.mark.checklist("performance.cache", proves="stampede")
def test_who_waits_for_one_that_fails_reads_for_themselves():
    reads = []

    def load() -> bytes:
        reads.append(1)
        sleep(0.05)
        if len(reads) == 1:
            raise LookupError
        return b"1 [7]"

    def ask() -> list[bytes | None]:
        with caches() as [cache]:

            def attempt(_: int) -> bytes | None:
                try:
                    return cache.get(*ASKED, load)
                except LookupError:
                    return None

            return at_once(10, attempt)

    told = run(ask())

    assert (told.count(None), told.count(b"1 [7]")) == (1, 9)


@cache_item
def test_nobody_waits_for_what_is_not_there():
    nothing = Rows(b"0 []")

    def ask() -> None:
        with caches() as [cache]:
            for _ in range(5):
                cache.get(*ASKED, nothing.load)

    run(ask())

    assert nothing.reads == 5


@cache_item
def test_what_is_too_large_to_be_kept_is_answered_and_waited_for_by_nobody():
    large = Rows(b"1 " + b"x" * 3_000_000)

    def ask() -> list[bytes]:
        with caches() as [cache]:
            return [cache.get(*ASKED, large.load) for _ in range(5)]

    begun = monotonic()

    assert run(ask()) == [large.value] * 5
    assert monotonic() - begun < 2


@pytest.mark.checklist("performance.cache", proves="invalidation")
def test_what_was_read_before_a_change_and_kept_after_it_is_shown_to_nobody():
    def ask() -> list[bytes]:
        with caches(2) as [reader, writer]:

            def old() -> bytes:
                writer.change(["row"])  # while it is being read
                return b"1 [0]"

            def new() -> bytes:
                return b"1 [1]"

            return [each.get(*ASKED, load) for each, load in ((reader, old), (reader, new))]

    assert run(ask()) == [b"1 [0]", b"1 [1]"]


@pytest.mark.checklist("performance.cache", proves="invalidation")
def test_who_asks_after_a_change_does_not_get_what_is_being_read_since_before_it():
    def ask() -> list[bytes]:
        with caches() as [cache]:

            def slow() -> bytes:
                sleep(0.3)
                return b"1 [0]"

            def quick() -> bytes:
                return b"1 [1]"

            def one(n: int) -> bytes:
                if n == 0:
                    return cache.get(*ASKED, slow)
                sleep(0.1)
                cache.change(["row"])
                return cache.get(*ASKED, quick)

            return at_once(2, one)

    assert run(ask()) == [b"1 [0]", b"1 [1]"]


@pytest.mark.checklist("performance.cache", proves="invalidation")
def test_a_change_is_told_once_it_is_committed(database_url: str, monkeypatch: pytest.MonkeyPatch):
    change, sample, before = StoredCache.change, SAMPLES[0], []

    with own_cache() as own, recorded() as statements:

        def noted(self: StoredCache, marks: Collection[str]) -> None:
            sleep(0.05)  # some drivers tell of a statement a moment after it has run
            before.append([sent.word for sent in statements])
            change(self, marks)

        monkeypatch.setattr(StoredCache, "change", noted)
        with serving({"database_url": database_url, **own}) as url, client_of(url) as client:
            body = fresh(client, sample)
            before.clear()
            statements.clear()
            client.post(sample.path, json=body).raise_for_status()

    assert [words[-1] for words in before] == ["COMMIT"]


@pytest.mark.checklist("performance.cache", proves="expiry")
def test_what_is_kept_ends():
    rows = Rows()

    def ask() -> None:
        with caches(cache_seconds=1) as [cache]:
            for pause in (0, 0, 1.2):
                sleep(pause)
                cache.get(*ASKED, rows.load)

    run(ask())

    assert rows.reads == 2


@pytest.mark.checklist("performance.cache", proves="expiry")
def test_not_all_that_is_kept_ends_at_once(monkeypatch: pytest.MonkeyPatch):
    times = []
    keep = Circuit.keep

    def noted(self: Circuit, name: str, version: bytes, value: bytes, seconds: float) -> bool:
        times.append(seconds)
        return keep(self, name, version, value, seconds)

    def ask() -> None:
        with caches(cache_seconds=100) as [cache]:
            for number in range(50):
                cache.get(f"row-{number}", MARKS, Rows().load)

    monkeypatch.setattr(Circuit, "keep", noted)
    run(ask())

    assert 80 <= min(times) < max(times) <= 100
    assert len({round(seconds) for seconds in times}) > 5


class Broken:
    """A store that is away whenever it is said to be."""

    failures = (OSError,)
    connections = 8

    def __init__(self) -> None:
        self.is_away = False
        self.asked = 0
        self.changed: list[str] = []

    def fetch(self, name: str, marks: Collection[str]) -> tuple[bytes, bytes | None]:
        self._answer()
        return b"version", b"kept"

    def change(self, marks: Collection[str]) -> None:
        self._answer()
        self.changed += sorted(marks)

    def _answer(self) -> None:
        self.asked += 1
        if self.is_away:
            raise OSError


@pytest.mark.checklist("performance.cache", proves="away")
def test_one_finds_out_that_it_is_away_and_the_others_do_not_wait():
    broken: Any = Broken()
    circuit = Circuit(broken)
    broken.is_away = True

    def ask() -> list[Any]:
        return at_once(30, lambda _: circuit.fetch("a-row", MARKS))

    assert run(ask()) == [None] * 30
    assert broken.asked <= broken.connections


@pytest.mark.checklist("performance.cache", proves="away")
def test_a_change_that_could_not_be_told_is_told_before_anything_is_read(
    monkeypatch: pytest.MonkeyPatch,
):
    broken: Any = Broken()
    circuit = Circuit(broken)
    monkeypatch.setattr("app.infrastructure.cache.circuit._PAUSE", 0)

    def ask() -> tuple[object, object]:
        broken.is_away = True
        circuit.change(["row"])
        lost = circuit.fetch("a-row", MARKS)
        broken.is_away = False
        return lost, circuit.fetch("a-row", MARKS)

    assert run(ask()) == (None, (b"version", b"kept"))
    assert broken.changed == ["row"]


@cache_item
def test_where_no_cache_is_all_is_read():
    rows = Rows()

    def ask() -> None:
        for _ in range(3):
            NoCache().get(*ASKED, rows.load)

    run(ask())

    assert rows.reads == 3
