"""Gets the result of a service's method, in tests that are written alike for coroutines."""

from typing import TypeVar

T = TypeVar("T")


def run(result: T) -> T:
    return result
