"""An option that is turned on later is as one from the start; and off again, as never on."""

import shutil
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import yaml
from copier import VcsRef

from extensions.catalogue.layers import FRAMEWORKS
from tests.support.options import OPTIONS, WITHOUT
from tests.support.ownership import decided
from tests.support.presets import params
from tests.support.projects import new_project, update
from tests.support.rendering import made_once
from tests.support.repositories import commit

CASES = {f"{framework}-{name}": (framework, name) for framework in FRAMEWORKS for name in OPTIONS}
EACH_TIME = [
    f"{framework}-{name}" for framework, name in zip(cycle(FRAMEWORKS), OPTIONS, strict=False)
]
"""Each option on one framework; each of the others with what is slow."""
ANSWERS = ".copier-answers.yml"


def project(framework: str, answers: dict[str, Any], name: str) -> Path:
    """Not to be written to."""
    given = {"framework": framework, "database": "postgresql", **answers}
    return made_once(f"option-{framework}-{name}", lambda place: new_project(place, given))


def changed(name: str, before: Path, answers: dict[str, Any], place: Path) -> Path:
    """A copy of a project, updated to these answers."""
    shutil.copytree(before, place, symlinks=True)
    update(place, to=VcsRef.CURRENT, **answers)
    commit(place, name)
    return place


def contents(service: Path) -> dict[str, Any]:
    """Every file by its path; the answers without where they are from and how they are sorted."""
    found: dict[str, Any] = {
        file.relative_to(service).as_posix(): file.read_bytes()
        for file in sorted(service.rglob("*"))
        if file.is_file() and ".git" not in file.relative_to(service).parts
    }
    answers = yaml.safe_load(found[ANSWERS])
    return {**found, ANSWERS: {k: v for k, v in answers.items() if not k.startswith("_")}}


def differences(one: Path, other: Path) -> list[str]:
    here, there = contents(one), contents(other)
    return sorted(path for path in here.keys() | there.keys() if here.get(path) != there.get(path))


def tables_of(service: Path) -> set[str]:
    """The migrations that made the tables which are there: what an option adds to these comes by a
    migration of their owner's, as tests/service/test_users_later.py shows."""
    return {path for path in contents(service) if path.endswith("/0001_initial.py")}


@pytest.mark.parametrize("case", params(CASES, EACH_TIME))
def test_turned_on_later_is_as_from_the_start_and_off_again_as_never_on(
    case: str, tmp_path: Path
) -> None:
    framework, name = CASES[case]
    without = project(framework, WITHOUT, "without")
    with_it = project(framework, OPTIONS[name], name)

    later = changed("On", without, OPTIONS[name], tmp_path / "later")
    again = changed("Off", with_it, WITHOUT, tmp_path / "again")

    assert set(differences(later, with_it)) <= {"README.md", *tables_of(without)}
    assert [path for path in differences(again, without) if decided(path) != ["seeded"]] == []
    assert differences(without, with_it) != []
