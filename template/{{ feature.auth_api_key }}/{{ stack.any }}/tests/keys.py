"""API keys, as people make them, and clients that come by one."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from httpx2 import Client

from tests.people import ME, nobody

KEYS = f"{ME}/api-keys"
HEADER = "X-API-Key"
ByKey = Callable[[str], Client]
"""A client that comes by this key, and by nothing else."""


def make(client: Client, *scopes: str, **values: Any) -> dict[str, Any]:
    """A new key of whoever the client is, with its secret."""
    body = {"name": "A program", "scopes": scopes or ("users:read",), **values}
    answer = client.post(KEYS, json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()["data"]
    return found


@contextmanager
def coming_by(client: Client) -> Iterator[ByKey]:
    """Clients of the same service, for as long as the block runs."""

    def come(key: str) -> Client:
        made = stack.enter_context(nobody(client))
        made.headers[HEADER] = key
        return made

    with ExitStack() as stack:
        yield come
