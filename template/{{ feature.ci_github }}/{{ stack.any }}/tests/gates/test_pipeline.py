"""The pipeline does what people do: the same commands, on a database of the service's own kind."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from app.config.defaults import DATABASE_URL
from tests.urls import kind_of

pytestmark = pytest.mark.checklist("operations.pipeline", proves="same-check")

ROOT = Path(__file__).resolve().parents[2]
IMAGES = {"mysql": ("mariadb:", "mysql:"), "postgresql": ("postgres:",)}
WORKFLOW: dict[Any, Any] = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text())
JOB = WORKFLOW["jobs"]["check"]


def test_it_runs_the_commands_that_people_run() -> None:
    commands = [step["run"] for step in JOB["steps"] if "run" in step]
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)

    assert "make check" in commands
    assert {"check", "checklist"} <= set(targets)


def test_it_runs_on_every_change_and_each_week() -> None:
    triggers = WORKFLOW[True]  # YAML 1.1 takes the word `on` for a truth

    assert {"pull_request", "push", "schedule"} <= set(triggers)


def test_what_fails_there_fails_the_change() -> None:
    assert JOB["env"]["CI"] == "true"  # what can't be tested is no success
    assert not any("continue-on-error" in part for part in (JOB, *JOB["steps"]))
    assert not any("if" in step for step in JOB["steps"] if step.get("run") == "make check")


def test_it_tests_on_a_database_of_the_services_own_kind() -> None:
    kind = kind_of(DATABASE_URL)

    if kind == "sqlite":
        assert "TEST_DATABASE_URL" not in JOB["env"]
        return
    url = JOB["env"]["TEST_DATABASE_URL"]
    server = urlsplit(url)
    beside = JOB["services"][server.hostname]
    assert kind_of(url) == kind
    assert beside["image"].startswith(IMAGES[kind])
    assert server.password in beside["env"].values()


def test_it_may_read_the_code_and_no_more() -> None:
    checkouts = [step for step in JOB["steps"] if "checkout" in step.get("uses", "")]

    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert [step["with"]["persist-credentials"] for step in checkouts] == [False]


def test_its_actions_are_pinned() -> None:
    used = [step["uses"] for step in JOB["steps"] if "uses" in step]

    assert used
    assert [name for name in used if not re.search(r"@(v\d+(\.\d+)*|[0-9a-f]{40})$", name)] == []
