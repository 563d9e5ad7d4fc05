"""A generated service proves its checklists and passes its own `make check`, as it comes.

One a framework, one a database and one a profile proves its checklists each time: its whole suite,
and every gate of `make check`. With `make test-all` so do all profiles; and `make check` runs in
them, and in each two of a framework, a database and a list of resources; in all others run the
suites that a database decides.
"""

import json
from pathlib import Path

import pytest

from tests.support.databases import need
from tests.support.presets import MATRIX, PAIRWISE, PROFILED, params
from tests.support.processes import run
from tests.support.rendering import service_copy
from tests.support.services import as_project, make, run_suites

EACH_TIME = (
    "fastapi-postgresql-production",
    "flask-mysql-standard",
    "django-sqlite-minimal",
)
GATES = (
    "ruff format --check",
    "ruff check",
    "pyrefly check",
    "lint-imports",
    "pytest --cov",
    "tools.audit",
)
RELATED_EACH_TIME = ("flask-sqlite-related",)
"""Whose resources refer to one another."""
OTHERS = [name for name in MATRIX if name not in (*PAIRWISE, *RELATED_EACH_TIME)]


@pytest.mark.timeout(1500)
@pytest.mark.parametrize("name", params(PROFILED, EACH_TIME))
def test_a_service_proves_its_checklists(name: str, tmp_path: Path) -> None:
    """Which runs its whole suite, and all that `make check` runs beside it."""
    need(str(PROFILED[name]["database"]))
    service = as_project(service_copy(PROFILED[name], tmp_path / "service"))

    said = make(service, "checklist")

    summary = json.loads((service / "reports" / "checklist.json").read_text())
    assert summary["verdict"] in said
    assert summary["holds"]
    assert all(item["holds"] for item in summary["items"])


@pytest.mark.parametrize("name", params([*PROFILED, *PAIRWISE], ()))
def test_a_service_passes_its_own_check(name: str, tmp_path: Path) -> None:
    answers = {**PROFILED, **MATRIX}[name]
    need(str(answers["database"]))
    service = as_project(service_copy(answers, tmp_path / "service"))

    said = make(service, "check")

    assert " passed" in said


@pytest.mark.parametrize("name", EACH_TIME)
def test_its_check_runs_every_gate(name: str, tmp_path: Path) -> None:
    service = service_copy(PROFILED[name], tmp_path / "service")

    said = run("make", "--dry-run", "check", cwd=service)

    assert [gate for gate in GATES if gate not in said] == []


@pytest.mark.parametrize("name", RELATED_EACH_TIME)
def test_a_service_of_references_holds_the_contract(name: str, tmp_path: Path) -> None:
    """But for what a generator of requests makes of its document: that is with what is slow."""
    service = service_copy(MATRIX[name], tmp_path / "service")

    said = run_suites(
        service, "tests/contract", "--deselect", "tests/contract/test_schemathesis.py"
    )

    assert " passed" in said


@pytest.mark.slow
@pytest.mark.parametrize("name", [*RELATED_EACH_TIME, *OTHERS])
def test_a_service_holds_the_contract(name: str, tmp_path: Path) -> None:
    need(str(MATRIX[name]["database"]))
    service = service_copy(MATRIX[name], tmp_path / "service")

    said = run_suites(service, "tests/contract", "tests/integration")

    assert " passed" in said
