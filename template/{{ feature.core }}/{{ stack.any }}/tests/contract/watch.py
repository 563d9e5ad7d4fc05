"""Remembers what was asked and answered, for the tests that judge the whole run."""

from typing import NamedTuple

from httpx2 import Response

from tests.contract import promises


class Exchange(NamedTuple):
    method: str
    path: str
    status: int
    response: Response


class Watch:
    """Sees each answer of a client, and holds it to the promises of all answers."""

    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []

    def __call__(self, response: Response) -> None:
        response.read()
        request = response.request
        self.exchanges.append(
            Exchange(request.method, request.url.path, response.status_code, response)
        )
        promises.hold(response)
