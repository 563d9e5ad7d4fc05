"""A generated service passes its own `make check`, as it comes.

One list of resources a database runs each time; the others with `make test-all`.
"""

from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from tests.support.databases import need
from tests.support.presets import MATRIX
from tests.support.rendering import service_copy
from tests.support.services import as_project, make

EACH_TIME = ("fastapi-mysql-every_type", "fastapi-postgresql-two", "fastapi-sqlite-default")


def runs() -> list[ParameterSet]:
    others = [name for name in MATRIX if name not in EACH_TIME]
    return [
        *(pytest.param(name, id=name) for name in EACH_TIME),
        *(pytest.param(name, id=name, marks=pytest.mark.slow) for name in others),
    ]


@pytest.mark.parametrize("name", runs())
def test_a_service_passes_its_own_check(name: str, tmp_path: Path) -> None:
    need(str(MATRIX[name]["database"]))
    service = as_project(service_copy(MATRIX[name], tmp_path / "service"))

    said = make(service, "check")

    assert " passed" in said
