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
PIPELINE: dict[str, Any] = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text())
JOB = PIPELINE["check"]


def test_it_runs_the_commands_that_people_run() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)

    assert "make check" in JOB["script"]
    assert {"check", "checklist"} <= set(targets)


def test_it_runs_on_every_change() -> None:
    rules = " ".join(rule["if"] for rule in PIPELINE["workflow"]["rules"])

    assert "merge_request_event" in rules
    assert "CI_DEFAULT_BRANCH" in rules
    assert "rules" not in JOB


def test_what_fails_there_fails_the_change() -> None:
    assert JOB["variables"]["CI"] == "true"  # what can't be tested is no success
    assert "allow_failure" not in JOB


def test_it_tests_on_a_database_of_the_services_own_kind() -> None:
    kind = kind_of(DATABASE_URL)

    if kind == "sqlite":
        assert "TEST_DATABASE_URL" not in JOB["variables"]
        return
    url = JOB["variables"]["TEST_DATABASE_URL"]
    server = urlsplit(url)
    beside = next(service for service in JOB["services"] if service["alias"] == server.hostname)
    assert kind_of(url) == kind
    assert beside["name"].startswith(IMAGES[kind])
    assert server.password in beside["variables"].values()
