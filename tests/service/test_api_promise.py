"""What a slice promises its clients is what its service offers, as it comes."""

import json
from pathlib import Path

import pytest

from tests.support.environments import environment_of, variables_of
from tests.support.presets import MATRIX, PAIRWISE, RESOURCES, params
from tests.support.processes import run
from tests.support.rendering import rendered, service_copy

EACH_TIME = (
    "fastapi-mysql-every_type",
    "flask-postgresql-longest_names",
    "django-sqlite-two",
)


def promises(service: Path) -> dict[str, bytes]:
    """Every file of them, by its path."""
    files = service.rglob("tests/domain/*/api.json")
    return {str(file.relative_to(service)): file.read_bytes() for file in files}


@pytest.mark.parametrize("resources", RESOURCES)
def test_the_promise_is_the_same_on_every_framework_and_database(resources: str) -> None:
    found = [promises(rendered(MATRIX[name])) for name in MATRIX if name.endswith(f"-{resources}")]

    assert len(found) == len(MATRIX) / len(RESOURCES)
    assert all(each == found[0] for each in found)
    assert found[0]


@pytest.mark.parametrize("name", params(PAIRWISE, EACH_TIME))
def test_a_service_that_nobody_touched_records_what_it_came_with(name: str, tmp_path: Path) -> None:
    service = service_copy(MATRIX[name], tmp_path / "service")
    before = promises(service)

    _record(service)

    assert promises(service) == before


def test_a_service_records_what_was_changed_in_it(tmp_path: Path) -> None:
    service = service_copy(MATRIX["fastapi-sqlite-default"], tmp_path / "service")
    schemas = service / "src" / "app" / "domain" / "companies" / "schemas.py"
    schemas.write_text(schemas.read_text().replace("max_length=200", "max_length=300"))

    _record(service)

    promised = json.loads(promises(service)["tests/domain/companies/api.json"])
    assert promised["create_company"]["takes"]["body.name"] == "string 1..300"


def _record(service: Path) -> None:
    python = environment_of(service) / "bin" / "python"
    run(python, "-B", "-m", "tools.api", cwd=service, environment=variables_of(service))
