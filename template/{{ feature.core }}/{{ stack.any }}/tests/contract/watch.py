"""Remembers what was asked and answered, for the tests that judge the whole run."""

import os
from collections import defaultdict
from typing import NamedTuple

from httpx2 import Response

from tests.contract.promises import OF_ALL, Promise


class Exchange(NamedTuple):
    method: str
    path: str
    status: int
    response: Response


class Watch:
    """Sees each answer of a client, and holds it to the promises of all answers."""

    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []
        self.broken: dict[Promise, list[str]] = defaultdict(list)
        """Which answers broke a promise, and in which test."""

    def __call__(self, response: Response) -> None:
        response.read()
        request = response.request
        exchange = Exchange(request.method, request.url.path, response.status_code, response)
        self.exchanges.append(exchange)
        for promise in OF_ALL:
            if not _keeps(response, promise):
                self.broken[promise].append(_told(exchange))


def _keeps(response: Response, promise: Promise) -> bool:
    """A body that lacks what a promise is about does not keep it."""
    try:
        return promise(response)
    except (KeyError, TypeError, ValueError):
        return False


def _told(exchange: Exchange) -> str:
    test = os.environ.get("PYTEST_CURRENT_TEST", "").partition(" ")[0]
    headers = dict(exchange.response.headers)
    return (
        f"{exchange.method} {exchange.path} -> {exchange.status} {headers}\n"
        f"    {exchange.response.text[:300]}\n    in {test}"
    )
