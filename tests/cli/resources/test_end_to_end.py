"""Resources are added to a service that runs: their tables are made, and what tests resources
passes for them."""

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

SUITES = ("tests/domain", "tests/contract", "tests/integration/test_migrations.py")
OF_THE_NEW = ("-k", "users or payment or migration")


@pytest.mark.parametrize("base", ["fastapi-sqlite", "django-sqlite"])
def test_a_service_with_new_resources_passes_its_suites(base: str, tmp_path: Path) -> None:
    project = project_of(base, tmp_path / "service")
    seeds = tmp_path / "seeds.yml"
    seeds.write_text(yaml.safe_dump(SEEDS))
    with_tools = _with_tools(project)
    backsmith = BIN / "backsmith"

    options = ["--from", seeds, "--yes", "--migrate"]
    run(backsmith, "add", "resource", *options, cwd=project, environment=with_tools)

    commit(project, "Users, payments and their events")
    if "django" not in base:
        (made,) = (project / "migrations/versions").glob("*add_users*.py")
        assert made.read_text().count("op.create_table(") == len(SEEDS)
        run("alembic", "check", cwd=project, environment=with_tools)
    assert " passed" in run_suites(project, *SUITES, *OF_THE_NEW)

    options = ["payment_event", "--yes"]
    told = run(backsmith, "remove", "resource", *options, cwd=project, environment=with_tools)

    (delete,) = (line.rpartition(": ")[2] for line in told.splitlines() if "git rm" in line)
    run(*delete.split(), cwd=project)
    commit(project, "Without events")
    assert " passed" in run_suites(project, "tests/domain", "tests/contract/test_resources.py")


def _with_tools(project: Path) -> dict[str, str]:
    """In which `make` of the service finds all installed."""
    environment = environment_of(project)
    (environment / ".installed").touch()
    return {**variables_of(project), "MAKEFLAGS": f"-- VENV={environment}"}
