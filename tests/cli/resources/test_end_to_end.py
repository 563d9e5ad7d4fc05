"""A resource is added to a service that runs: its table is made, and its own suite passes."""

from pathlib import Path

import pytest
import yaml

from tests.cli.resources.commands import project_of
from tests.cli.resources.seeds import SEEDS
from tests.support.environments import environment_of, variables_of
from tests.support.processes import BIN, run
from tests.support.repositories import commit
from tests.support.services import run_suites

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("base", ["fastapi-sqlite", "django-sqlite"])
def test_a_service_with_a_new_resource_passes_its_suites(base: str, tmp_path: Path) -> None:
    project = project_of(base, tmp_path / "service")
    seeds = tmp_path / "seeds.yml"
    seeds.write_text(yaml.safe_dump(SEEDS))
    backsmith = BIN / "backsmith"
    environment = _with_environment(project)

    options = ["--from", seeds, "--yes", "--migrate"]
    run(backsmith, "add", "resource", *options, cwd=project, environment=environment)

    commit(project, "Users, payments and their events")
    if "django" not in base:
        (made,) = (project / "migrations/versions").glob("*add_users*.py")
        assert "create_table" in made.read_text()
        run(
            environment_of(project) / "bin" / "alembic",
            "check",
            cwd=project,
            environment=environment,
        )
    said = run_suites(project, "tests/domain", "tests/contract", "tests/integration")
    assert " passed" in said

    options = ["payment_event", "--yes"]
    told = run(backsmith, "remove", "resource", *options, cwd=project, environment=environment)

    (delete,) = (line.rpartition(": ")[2] for line in told.splitlines() if "git rm" in line)
    run(*delete.split(), cwd=project)
    commit(project, "Without events")
    assert " passed" in run_suites(project, "tests/domain", "tests/contract")


def _with_environment(project: Path) -> dict[str, str]:
    """In which `make` of the service finds all installed."""
    environment = environment_of(project)
    (environment / ".installed").touch()
    return {**variables_of(project), "MAKEFLAGS": f"-- VENV={environment}"}
