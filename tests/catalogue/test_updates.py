"""An update of a service of one framework to another one is refused."""

from pathlib import Path
from typing import Any

import pytest

from extensions.catalogue import CatalogueError
from extensions.catalogue.updates import refuse_another_framework


def context(service: Path, framework: str, operation: str = "update") -> dict[str, Any]:
    return {
        "_copier_operation": operation,
        "_copier_conf": {"dst_path": service},
        "framework": framework,
    }


@pytest.fixture
def service(tmp_path: Path) -> Path:
    (tmp_path / ".copier-answers.yml").write_text("framework: flask\n")
    return tmp_path


def test_another_framework_is_refused(service: Path) -> None:
    with pytest.raises(CatalogueError, match="framework: is flask, and no update can change it"):
        refuse_another_framework(context(service, "django"))


def test_the_same_framework_is_not(service: Path) -> None:
    refuse_another_framework(context(service, "flask"))


def test_a_service_that_is_written_anew_may_be_of_another(service: Path) -> None:
    refuse_another_framework(context(service, "django", "copy"))


def test_what_an_update_renders_beside_the_service_is_not_asked(tmp_path: Path) -> None:
    refuse_another_framework(context(tmp_path, "django"))
