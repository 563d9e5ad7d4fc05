"""What all tests of this repository share.

--framework NAME    without the tests of other frameworks, as a pipeline that fans out runs them
"""

import re

import pytest

from extensions.catalogue.layers import FRAMEWORKS
from tests.support import rendering
from tests.support.databases import NOT_TESTED

LONGEST_FIRST = ("tests/service/", "tests/update/", "tests/generate/")
"""What takes minutes starts first, so that two processes end at about the same time."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite tests/generate/golden, and pass"
    )
    parser.addoption("--framework", choices=FRAMEWORKS, help="without the tests of the others")


def pytest_sessionstart(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):
        rendering.forget_old_renders()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    chosen = config.getoption("--framework")
    others = [item for item in items if chosen and _is_of_another(item, chosen)]
    items[:] = [item for item in items if item not in set(others)]
    config.hook.pytest_deselected(items=others)
    items.sort(key=_rank)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What could not be tested is the last thing that is read."""
    skips = {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])}
    for reason in sorted(skips):
        if NOT_TESTED in reason:
            terminalreporter.write_line(reason.removeprefix("Skipped: "), red=True, bold=True)


def _is_of_another(item: pytest.Item, framework: str) -> bool:
    """By the parameters in its name: `test_it[flask-mysql-two]`."""
    _, _, parameters = item.name.partition("[")
    named = set(re.findall(r"[a-z]+", parameters)) & set(FRAMEWORKS)
    return bool(named) and framework not in named


def _rank(item: pytest.Item) -> int:
    for rank, folder in enumerate(LONGEST_FIRST):
        if item.nodeid.startswith(folder):
            return rank
    return len(LONGEST_FIRST)
