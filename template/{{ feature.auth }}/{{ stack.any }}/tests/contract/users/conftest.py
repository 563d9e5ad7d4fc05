"""Who asks: nobody, somebody, somebody else. `client`, of all tests, is an admin."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from httpx2 import Client

from tests.contract.users.asked import Asked, operations_in
from tests.people import Person, logged_in, nobody, register

Enter = Callable[[Person], Client]


@pytest.fixture(scope="module")
def anonymous(client: Client) -> Iterator[Client]:
    """A client that nobody has logged in with."""
    with nobody(client) as anonymous:
        yield anonymous


@pytest.fixture(scope="module")
def operations(client: Client) -> dict[str, Asked]:
    """All that the document tells of, by their names."""
    found = operations_in(client.get("/openapi.json").json())
    return {operation.name: operation for operation in found}


@pytest.fixture(scope="module")
def user(client: Client, anonymous: Client) -> Iterator[Client]:
    """A client of a plain user. Tests that end sessions or change accounts make others."""
    with logged_in(client, register(anonymous)) as user:
        yield user


@pytest.fixture(scope="module")
def other(client: Client, anonymous: Client) -> Iterator[Client]:
    """A client of another plain user."""
    with logged_in(client, register(anonymous)) as other:
        yield other


@pytest.fixture
def person(anonymous: Client) -> Person:
    """Somebody new, whom no other test knows."""
    return register(anonymous)


@pytest.fixture
def enter(client: Client) -> Iterator[Enter]:
    """Logs somebody in: gives a client of theirs, for as long as the test takes."""
    with ExitStack() as stack:
        yield lambda person: stack.enter_context(logged_in(client, person))
