"""What a request may still take. Each test has a context of its own, as each request has."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import pytest

from app.http import deadline
from app.http.errors import DeadlineExceeded


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    with deadline.within(60):
        yield


def test_without_a_deadline_anybody_waits_as_long_as_they_like():
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(deadline.remaining, 7).result() == 7
        threads.submit(deadline.check).result()


def test_nobody_waits_longer_than_the_request_has_left():
    with deadline.within(5):
        assert deadline.remaining(at_most=2) == 2
        assert 4 < deadline.remaining(at_most=9) <= 5


def test_time_that_is_over_is_no_time_and_is_told():
    with deadline.within(-1):
        assert deadline.remaining(at_most=2) == 0
        with pytest.raises(DeadlineExceeded):
            deadline.check()


def test_a_part_has_no_more_time_than_the_whole():
    with deadline.within(1), deadline.within(30):
        assert deadline.remaining(at_most=9) <= 1


def test_after_a_part_the_whole_goes_on():
    with deadline.within(30):
        with deadline.within(-1):
            pass

        deadline.check()
        assert deadline.remaining(at_most=9) == 9


def test_a_new_request_has_all_of_its_time():
    def next_request() -> float:
        deadline.start(30)
        return deadline.remaining(at_most=9)

    with deadline.within(-1):
        assert copy_context().run(next_request) == 9
