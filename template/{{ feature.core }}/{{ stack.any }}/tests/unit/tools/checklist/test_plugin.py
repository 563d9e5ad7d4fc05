"""Marks tie tests to items; one that names what is not there stops the run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.checklist.items import read_items
from tools.checklist.results import read_outcomes

pytestmark = pytest.mark.checklist("operations.summary", proves="marks")

ITEM = next(item for item in read_items().values() if item.is_met)
CLAIM = next(iter(ITEM.claims))


def run(folder: Path, body: str, *options: str) -> subprocess.CompletedProcess[str]:
    """pytest, on a file of its own, with the plugin."""
    (folder / "test_it.py").write_text(f"import pytest\n\n\n{body}")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tools.checklist.plugin"]
    command += ["-c", "/dev/null", "--rootdir", str(folder), str(folder), *options]
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def marked(item: str, claim: str, body: str = "pass") -> str:
    return f"@pytest.mark.checklist({item!r}, proves={claim!r})\ndef test_it():\n    {body}\n"


def test_a_mark_that_names_no_item_stops_the_run(tmp_path: Path):
    done = run(tmp_path, marked("security.lokcs", "front"))

    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "test_it.py::test_it: there is no item security.lokcs in the checklists." in done.stderr


def test_a_mark_that_names_no_claim_stops_the_run_and_tells_which_there_are(tmp_path: Path):
    done = run(tmp_path, marked(ITEM.id, "nothing"))

    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert f"{ITEM.id} has no claim nothing. It has: {CLAIM}" in done.stderr


@pytest.mark.parametrize(
    ("body", "state", "reason"),
    [
        ("pass", "passed", ""),
        ("assert 1 == 2, 'open'", "failed", "AssertionError: open"),
        ("pytest.skip('no server')", "skipped", "no server"),
    ],
)
def test_what_became_of_a_test_is_written_down(body: str, state: str, reason: str, tmp_path: Path):
    results = tmp_path / "results.jsonl"

    run(tmp_path, marked(ITEM.id, CLAIM, body), f"--checklist-results={results}")

    [outcome] = read_outcomes([results])
    assert (outcome.state, outcome.reason) == (state, reason)
    assert [(mark.item, mark.claim) for mark in outcome.marks] == [(ITEM.id, CLAIM)]


def test_what_a_test_has_measured_is_written_down(tmp_path: Path):
    results = tmp_path / "results.jsonl"
    body = "def test_it(record_property):\n    record_property('get, p99', '12 ms')\n"

    run(tmp_path, body, f"--checklist-results={results}")

    [outcome] = read_outcomes([results])
    assert outcome.measured == {"get, p99": "12 ms"}
    assert outcome.marks == ()


def test_a_file_that_can_not_be_read_is_a_failure(tmp_path: Path):
    results = tmp_path / "results.jsonl"

    run(tmp_path, "import nothing_of_that_name\n", f"--checklist-results={results}")

    assert [outcome.state for outcome in read_outcomes([results])] == ["failed"]


def test_one_item_can_be_tried_alone(tmp_path: Path):
    body = f"{marked(ITEM.id, CLAIM)}\n\ndef test_another():\n    raise AssertionError\n"

    done = run(tmp_path, body, f"--checklist-only={ITEM.id}")

    assert done.returncode == 0
    assert "1 passed, 1 deselected" in done.stdout
