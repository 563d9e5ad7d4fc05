"""A generated service passes its own `make check`, as it comes.

One a framework and one a database runs each time. With `make test-all` so do each two of a
framework, a database and a list of resources; of all others the suites that a database decides.
"""

from pathlib import Path

import pytest

from tests.support.databases import need
from tests.support.presets import MATRIX, PAIRWISE, params
from tests.support.rendering import service_copy
from tests.support.services import as_project, make, run_suites

EACH_TIME = ("fastapi-postgresql-two", "flask-mysql-two", "django-sqlite-two")
OTHERS = [name for name in MATRIX if name not in PAIRWISE]


@pytest.mark.parametrize("name", params(PAIRWISE, EACH_TIME))
def test_a_service_passes_its_own_check(name: str, tmp_path: Path) -> None:
    need(str(MATRIX[name]["database"]))
    service = as_project(service_copy(MATRIX[name], tmp_path / "service"))

    said = make(service, "check")

    assert " passed" in said


@pytest.mark.slow
@pytest.mark.parametrize("name", OTHERS)
def test_a_service_holds_the_contract(name: str, tmp_path: Path) -> None:
    need(str(MATRIX[name]["database"]))
    service = service_copy(MATRIX[name], tmp_path / "service")

    said = run_suites(service, "tests/contract", "tests/integration")

    assert " passed" in said
