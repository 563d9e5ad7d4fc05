"""What all tests share: a fresh database, and the service on it.

BASE_URL=http://...                the contract suite tests a service that runs already
TEST_DATABASE_URL=postgresql://... where databases for tests are made
CI=true                            what can't be tested is a failure
"""

import os
from collections.abc import Iterator

import pytest

from tests.callers import acting
from tests.needs import LACKING, lack
from tests.processes import SECRET

pytest_plugins = ["tools.checklist.plugin"]


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """A database with all its tables, and nothing else in them."""
    from tests.databases import Unreachable, fresh_database  # a live service needs none

    try:
        with fresh_database() as url:
            yield url
    except Unreachable as error:
        lack(str(error))


@pytest.fixture(scope="session")
def base_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the service is: a live one, or one in this process."""
    if live := os.environ.get("BASE_URL"):
        yield live.rstrip("/")
        return
    from tests.serving import serving

    database_url = request.getfixturevalue("database_url")
    with serving({"database_url": database_url, "secret_key": SECRET}) as url:
        yield url


@pytest.fixture(autouse=True)
def actor() -> Iterator[None]:
    """Whoever calls a service without HTTP may do everything."""
    with acting():
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reason in sorted(LACKING):
        terminalreporter.write_line(f"NOT TESTED: {reason}.", red=True, bold=True)
