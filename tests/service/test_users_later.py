"""Users who come to a service that is there already: what its tables lack comes by a migration of
its owner's, and what lay in them is left to the admins."""

import shutil
from pathlib import Path

import pytest

from extensions.catalogue.layers import FRAMEWORKS
from tests.support.environments import environment_of, variables_of
from tests.support.options import WITHOUT
from tests.support.presets import params
from tests.support.processes import run
from tests.support.projects import new_project, update
from tests.support.rendering import made_once
from tests.support.repositories import commit
from tests.support.services import make, run_suites

EACH_TIME = ["fastapi"]
DATABASE_URL = "sqlite:///app.db"
ADD = """
import httpx2
from tests.processes import running
with running("sqlite:///app.db") as service:
    body = {"name": "From before"}
    answer = httpx2.post(f"{service.base_url}/api/v1/companies", json=body)
    assert answer.status_code == 201, answer.text
"""
FIND = """
import httpx2
from tests import callers
from tests.processes import running
callers.arrive("sqlite:///app.db")
with running("sqlite:///app.db") as service:
    companies = f"{service.base_url}/api/v1/companies"
    assert httpx2.get(companies).status_code == 401
    with callers.client_of(service.base_url) as admin:
        [found] = admin.get(companies).json()["data"]
    assert found["name"] == "From before", found
"""


def run_code(service: Path, code: str) -> None:
    run(
        *(environment_of(service) / "bin" / "python", "-c", code),
        cwd=service,
        environment={**variables_of(service), "PYTHONPATH": f"{service / 'src'}:{service}"},
    )


@pytest.mark.parametrize("framework", params(FRAMEWORKS, EACH_TIME))
def test_users_come_by_a_migration(framework: str, tmp_path: Path) -> None:
    answers = {"framework": framework, "database": "sqlite", **WITHOUT}
    without = made_once(f"without-users-{framework}", lambda place: new_project(place, answers))
    service = Path(shutil.copytree(without, tmp_path / "service", symlinks=True))
    make(service, "migrate", DATABASE_URL=DATABASE_URL)
    run_code(service, ADD)

    update(service, auth=["jwt"])
    commit(service, "Users")
    make(service, "migrate", DATABASE_URL=DATABASE_URL)
    make(service, "migration", m="users", DATABASE_URL=DATABASE_URL)
    make(service, "migrate", DATABASE_URL=DATABASE_URL)

    run_code(service, FIND)
    run_suites(service, "tests/integration/test_migrations.py", "tests/contract/users")
