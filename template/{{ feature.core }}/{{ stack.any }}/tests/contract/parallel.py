"""Many requests at once."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from httpx2 import Response


def at_once(times: int, send: Callable[[int], Response]) -> list[Response]:
    """Calls `send` with 0, 1, 2... in as many threads, which all begin at the same moment."""
    barrier = Barrier(times)

    def start(number: int) -> Response:
        barrier.wait()
        return send(number)

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(start, range(times)))


def statuses(responses: list[Response]) -> Counter[int]:
    return Counter(response.status_code for response in responses)
