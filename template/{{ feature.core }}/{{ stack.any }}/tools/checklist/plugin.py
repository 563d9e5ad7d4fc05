"""Ties tests to the checklists, for pytest.

    @pytest.mark.checklist("security.rate-limiting", proves="exact")

says that a test is evidence for an item, and for which of its claims. A mark that names what is not
there stops the run: nothing would be proven by it.

--checklist-results FILE    writes what became of each marked test, a JSON object a line
--checklist-only ITEM       runs the tests of this item alone
"""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from tools.checklist.items import read_items
from tools.checklist.results import MARK, OUTCOME, Mark, Outcome

_MARKER = "checklist(item, proves=None): this test is evidence for an item of the checklists"
_WORST = ("failed", "skipped", "passed")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("checklist")
    group.addoption("--checklist-results", type=Path, metavar="FILE", help="write results there")
    group.addoption("--checklist-only", metavar="ITEM", help="run the tests of this item alone")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", _MARKER)
    if file := config.getoption("--checklist-results"):
        config.pluginmanager.register(_Recorder(file), "checklist-recorder")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    marks = {item.nodeid: list(marks_of(item)) for item in items}
    if faults := sorted({fault for found in marks.values() for fault in map(_fault, found)} - {""}):
        raise pytest.UsageError("\n".join(faults))
    for item in items:
        item.user_properties += [("checklist", asdict(mark)) for mark in marks[item.nodeid]]
    if only := config.getoption("--checklist-only"):
        others = [i for i in items if only not in {mark.item for mark in marks[i.nodeid]}]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]


def marks_of(item: pytest.Item) -> Iterator[Mark]:
    for marker in item.iter_markers("checklist"):
        named = marker.args[0] if marker.args else ""
        yield Mark(item=str(named), claim=marker.kwargs.get("proves"), test=item.nodeid)


def _fault(mark: Mark) -> str:
    """What is wrong with a mark, in one sentence; nothing where all is well."""
    items, place = read_items(), mark.test.partition("[")[0]
    if mark.item not in items:
        return f"{place}: there is no item {mark.item} in the checklists. CHECKLIST.md lists them."
    claims = items[mark.item].claims
    if mark.claim is not None and mark.claim not in claims:
        return f"{place}: {mark.item} has no claim {mark.claim}. It has: {', '.join(claims)}."
    return ""


class _Recorder:
    """One line a test, once it is over: the worst of its three phases."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._phases: dict[str, list[pytest.TestReport]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._phases.setdefault(report.nodeid, []).append(report)
        if report.when == "teardown":
            self._write(self._phases.pop(report.nodeid))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that can't be read has tests that nobody counts."""
        if report.failed:
            self._append(Outcome(report.nodeid, "failed", 0, str(report.longrepr), (), {}))

    def _write(self, phases: list[pytest.TestReport]) -> None:
        state = next(s for s in _WORST if s in {report.outcome for report in phases})
        told = phases[-1].user_properties
        marks = [MARK.validate_python(value) for name, value in told if name == "checklist"]
        self._append(
            Outcome(
                test=phases[0].nodeid,
                state=state,
                seconds=sum(report.duration for report in phases),
                reason=_reason(phases, state),
                marks=tuple(marks),
                measured={name: value for name, value in told if name != "checklist"},
            )
        )

    def _append(self, outcome: Outcome) -> None:
        with self._file.open("ab") as lines:
            lines.write(OUTCOME.dump_json(outcome) + b"\n")


def _reason(phases: list[pytest.TestReport], state: str) -> str:
    """The last line of what went wrong, or why a test was skipped."""
    for report in phases:
        if report.outcome == state == "skipped" and isinstance(report.longrepr, tuple):
            return report.longrepr[2].removeprefix("Skipped: ")
        if report.outcome == state == "failed":
            crash = getattr(report.longrepr, "reprcrash", None)
            return str(getattr(crash, "message", report.longrepr)).splitlines()[0]
    return ""
