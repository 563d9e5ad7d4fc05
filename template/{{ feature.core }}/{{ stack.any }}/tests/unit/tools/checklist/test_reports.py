"""The summary says the same as Markdown, as JSON and as a page that needs nothing else."""

import json
import re

import pytest

from tests.unit.tools.checklist.evidence import ITEM, outcome
from tools.checklist import markdown, page
from tools.checklist.facts import Covered, Folder
from tools.checklist.proofs import proofs_of
from tools.checklist.results import Outcome
from tools.checklist.summary import Summary

pytestmark = pytest.mark.checklist("operations.summary", proves="reports")

MEASURED = Outcome("tests/test_speed.py::test_get", "passed", 2, "", (), {"get, p99": "12 ms"})
SKIPPED = Outcome("tests/test_x.py::test_x", "skipped", 0, "no server answers", (), {})
PARTS = ("Objective", "Technologies", "Files", "Tests", "Coverage", "Speed", "Security findings")


def summary(*outcomes: Outcome) -> Summary:
    return Summary(
        title="Shop <b>&</b> Co",
        version="1.2.3",
        objective="Sells things.",
        moment="2026-01-31 12:00 UTC",
        technologies=[("Python", "3.11"), ("SQLite", "")],
        folders=[Folder("src/app/http", 3, 120)],
        coverage=[Covered("all", 1000, 97.5)],
        proofs=proofs_of([ITEM], outcomes),
        outcomes=outcomes,
    )


WELL = summary(outcome("front"), outcome("back"), MEASURED, SKIPPED)
BROKEN = summary(outcome("front"), outcome("back", state="failed"))


def test_all_is_told_in_markdown():
    told = markdown.render(WELL)

    for part in (*PARTS, "Observations"):
        assert f"## {part}" in told
    assert "**1 of 1 items are proven.**" in told
    assert "| ✓ | Doors are locked (`security.locks`) | 2 passed | `src/app/locks.py` |" in told
    assert "- get, p99: 12 ms" in told
    assert "- Skipped, 1 times: no server answers" in told
    assert "## Security findings\n\nNone." in told


def test_what_is_broken_is_told_with_its_reason():
    told = markdown.render(BROKEN)

    assert "**0 of 1 items are proven.**" in told
    assert "| ✗ | Doors are locked (`security.locks`)<br>tests/test_locks.py" in told
    assert "- security.locks: tests/test_locks.py::test_back: It was open." in told


def test_machines_read_the_same():
    told = json.loads(BROKEN.as_json())

    assert told["holds"] is False
    assert told["tests"] == {"passed": 1, "failed": 1}
    [item] = told["items"]
    assert (item["id"], item["holds"]) == ("security.locks", False)
    assert item["claims"]["front"]["proven"] is True
    assert item["claims"]["back"]["proven"] is False


def test_the_page_needs_nothing_else_and_shows_texts_as_texts():
    shown = page.render(WELL)

    assert not re.search(r"<script|<link|<img|https?:|url\(|@import", shown)
    assert "Shop &lt;b&gt;&amp;&lt;/b&gt; Co" in shown
    assert "$" not in shown
    assert "1 of 1 items are proven." in shown


def test_the_page_opens_what_is_broken():
    shown = page.render(BROKEN)

    assert '<details class="broken" open>' in shown
    assert "It was open." in shown


def test_a_test_that_failed_and_is_evidence_for_nothing_breaks_the_whole():
    stray = Outcome("tests/test_y.py::test_y", "failed", 1, "Wrong.", (), {})

    told = summary(outcome("front"), outcome("back"), stray)

    assert told.broken == []
    assert not told.holds
    assert "`tests/test_y.py::test_y`: Wrong." in markdown.render(told)
