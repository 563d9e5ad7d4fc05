"""The service under load, as `make load` puts it there: by Locust, for as short as can be told."""

import json
import re
from pathlib import Path

import pytest

from tests.callers import client_of
from tests.gates.tools import Done, run_module
from tests.needs import lack
from tests.processes import ROOT, running
from tests.registry import SAMPLES
from tools.environments import Unavailable, python_of
from tools.load.thresholds import operations_of

UNMISSABLE = ("--p99", "30000")
"""Milliseconds: it is not speed that is tested here."""
SECONDS = max(10, 3 * len(SAMPLES))
"""A client needs a second for a resource, where nothing else is done on this machine."""
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module", autouse=True)
def _installed() -> None:
    try:
        python_of(ROOT / "tools/load")
    except Unavailable as error:
        lack(f"Locust can't be installed ({error}): nothing was put under load")


def load(database_url: str, reports: Path, *asked: str) -> Done:
    return run_module(
        *("tools.load", "--users", "3", "--seconds", str(SECONDS), "--reports", str(reports)),
        *asked,
        TEST_DATABASE_URL=database_url,
    )


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="module")
def kept(database_url: str, reports: Path) -> Done:
    """A run of a service of its own."""
    return load(database_url, reports, *UNMISSABLE)


@pytest.mark.checklist("performance.load-tests", proves="scenarios")
def test_every_resource_is_worked_with_and_nothing_fails(kept: Done, reports: Path) -> None:
    figures = json.loads((reports / "load.json").read_text())

    asked = {entry["name"]: entry["num_requests"] for entry in figures}
    failed = {entry["name"]: entry["num_failures"] for entry in figures if entry["num_failures"]}

    assert [name for name in operations_of(SAMPLES) if not asked.get(name)] == []
    assert failed == {}


@pytest.mark.checklist("performance.load-tests", proves="thresholds")
def test_a_run_that_keeps_its_thresholds_ends_with_0(kept: Done) -> None:
    assert kept.returncode == 0, kept.stdout + kept.stderr
    assert "Every threshold is kept." in kept.stdout


@pytest.mark.checklist("performance.load-tests", proves="report")
def test_a_run_leaves_a_page_with_charts(kept: Done, reports: Path) -> None:
    page = (reports / "load.html").read_text()

    history = re.findall(r'"history": ?\[(.)', page)

    assert history == ["{"]
    assert all(name in page for name in operations_of(SAMPLES))
    assert not re.findall(r'<(?:script|link)[^>]+(?:src|href)="https?:', page)
    assert str(reports / "load.html") in kept.stdout


@pytest.mark.checklist("performance.load-tests", proves="thresholds")
def test_a_threshold_that_nobody_can_keep_ends_with_1(database_url: str, tmp_path: Path) -> None:
    """Of a service that runs already: what clients have made there is gone afterwards."""
    with running(database_url, RATE_LIMIT="1000000/minute") as service:
        done = load(database_url, tmp_path, "--url", service.base_url, "--p99", "0")
        with client_of(service.base_url, timeout=10) as client:
            left = [client.get(sample.path).json()["data"] for sample in SAMPLES]

    said = re.findall(r"MISSED (.+?): 99 of 100 answers took up to .+ less than 0 ms", done.stdout)
    assert done.returncode == 1, done.stdout + done.stderr
    assert set(operations_of(SAMPLES)) <= set(said)
    assert left == [[] for _ in SAMPLES]


def test_nothing_to_measure_is_neither(database_url: str, tmp_path: Path) -> None:
    done = load(database_url, tmp_path, "--url", "http://127.0.0.1:9", "--seconds", "1")

    assert done.returncode == 2
    assert done.stdout.startswith("NOT MEASURED: http://127.0.0.1:9 is not live")
