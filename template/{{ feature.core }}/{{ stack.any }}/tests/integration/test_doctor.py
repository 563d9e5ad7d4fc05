"""`make doctor` on a database that is there: well, behind the code, ahead of it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.databases import fresh_database
from tests.diagnosing import checks_of_database, last_check
from tests.migrating import downgrade, leave_ahead, upgrade
from tests.processes import ROOT
from tests.schema import schema_of
from tools.doctor.findings import Code, State

pytestmark = pytest.mark.checklist("operations.diagnosis", proves="told-apart")


@pytest.fixture(scope="module")
def url(database_url: str) -> Iterator[str]:
    """A database that may be taken apart; each test leaves it with all its tables."""
    with fresh_database() as fresh:
        yield fresh


def doctor(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """As a person calls it, and a script."""
    return subprocess.run(
        [sys.executable, "-m", "tools.doctor", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_service_that_is_well_ends_with_0(database_url: str):
    told = doctor(database_url, "--json", "--timeout", "60")

    said = json.loads(told.stdout)
    ours, others = divided(said["checks"])
    assert ours["database.migrations"] == "ok"
    assert {*ours.values()} <= {"ok", "warning"}, said
    assert said["healthy"] is ("wrong" not in others.values())
    assert (told.returncode, told.stderr) == (0 if said["healthy"] else 1, "")


def divided(checks: list[dict[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """The states of what every service has, and of what options bring: a server that these tests
    need not have."""
    states = {check["name"]: check["state"] for check in checks}
    ours = {name for name in states if name.startswith(("settings.", "database."))}
    return (
        {name: states[name] for name in states if name in ours},
        {name: states[name] for name in states if name not in ours},
    )


def test_a_service_that_is_not_ends_with_1_and_tells_what_to_do():
    told = doctor("sqlite:////no/such/folder/app.db")

    assert (told.returncode, told.stderr) == (1, "")
    assert "WRONG   database.file" in told.stdout
    assert "-> mkdir -p /no/such/folder" in told.stdout
    assert "Traceback" not in told.stdout


@pytest.mark.checklist("operations.diagnosis", proves="harmless")
def test_a_password_is_never_told():
    for url in ("postgresql://app:hunter2/@db.invalid/name", "oracle://app:hunter2@host/name"):
        told = doctor(url)

        assert told.returncode == 1
        assert "hunter2" not in told.stdout + told.stderr


@pytest.mark.checklist("operations.diagnosis", proves="migrations")
def test_migrations_that_are_pending(url: str):
    downgrade(url)

    check = last_check(url)

    upgrade(url)
    assert (check.name, check.fault) == ("database.migrations", Code.PENDING)
    assert "make migrate" in str(check.remedy)


@pytest.mark.checklist("operations.diagnosis", proves="migrations")
def test_a_database_that_is_ahead_of_the_code():
    with fresh_database() as url:
        leave_ahead(url)

        check = last_check(url)

    assert (check.name, check.fault) == ("database.migrations", Code.AHEAD)
    assert "9999" in check.message


@pytest.mark.checklist("operations.diagnosis", proves="harmless")
def test_looking_changes_nothing(url: str):
    before = schema_of(url)

    checks = checks_of_database(url)

    assert {check.state for check in checks} == {State.OK}
    assert schema_of(url) == before
