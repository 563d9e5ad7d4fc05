"""What the contract suite stands on: a client that watches, and the cases that tests go through."""

from collections.abc import Callable, Iterator

import pytest
from httpx2 import Client

from tests.callers import client_of, headers_of
from tests.contract import cases
from tests.contract.watch import Watch

LAST = {"test_document.py", "test_promises.py"}
"""Judge what all others have seen."""
_notices = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def watch() -> Watch:
    """Every answer of the run."""
    return Watch()


@pytest.fixture(scope="session")
def client(base_url: str, watch: Watch) -> Iterator[Client]:
    """Follows no redirects. What it is answered is judged by `test_promises.py` too."""
    with client_of(base_url, event_hooks={"response": [watch]}, timeout=15) as client:
        yield client


@pytest.fixture
def caller(base_url: str) -> list[str]:
    """The lines of a header that say who the client is, for requests without it."""
    return [f"{name}: {value}" for name, value in headers_of(base_url).items()]


@pytest.fixture(autouse=True)
def actor() -> None:
    """Nobody: here all goes over HTTP, and nothing of the service is imported."""


@pytest.fixture(scope="session")
def notice(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """Says at the end of the run what is no failure."""
    return pytestconfig.stash.setdefault(_notices, []).append


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes a `sample`, a `fault`... runs once for each that there is."""
    for name in cases.BY_NAME.keys() & metafunc.fixturenames:
        found = cases.BY_NAME[name]
        metafunc.parametrize(name, [pytest.param(case, id=cases.id_of(case)) for case in found])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name in LAST)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for line in config.stash.get(_notices, []):
        terminalreporter.write_line(line, yellow=True)
