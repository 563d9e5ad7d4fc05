"""Ownership: every path of a service belongs to one side, and an update keeps to it."""

from pathlib import Path

import pytest
import yaml

from tests.support.ownership import class_by_settings, decided
from tests.support.presets import BASES, MATRIX, Answers
from tests.support.rendering import rendered
from tools.render import ROOT

LONGEST_FILE = 300


def paths_of(service: Path) -> list[str]:
    return sorted(p.relative_to(service).as_posix() for p in service.rglob("*") if p.is_file())


def seeded_in(service: Path) -> list[str]:
    return yaml.safe_load((service / ".copier-answers.yml").read_text())["seeded"]


@pytest.mark.parametrize("answers", MATRIX.values(), ids=MATRIX)
def test_each_path_is_decided_once_and_an_update_keeps_to_it(answers: Answers) -> None:
    service = rendered(answers)
    slices = seeded_in(service)

    undecided = {p: decided(p) for p in paths_of(service) if len(decided(p)) != 1}
    broken = {
        path: f"{classes} is decided, {found} is what copier.yml does"
        for path in paths_of(service)
        if (found := class_by_settings(path, seeded=slices)) not in (classes := decided(path))
    }

    assert undecided == {}, "decide in tests/layout/ownership.toml"
    assert broken == {}


@pytest.mark.parametrize("answers", BASES.values(), ids=BASES)
def test_a_slice_that_is_new_arrives_by_an_update(answers: Answers) -> None:
    service = rendered(answers)

    classes = {
        class_by_settings(path, seeded=[])
        for path in paths_of(service)
        if path.startswith(("src/app/domain/companies/", "tests/domain/companies/"))
    }

    assert classes == {"must_exist"}


def test_a_path_that_nobody_decided_on_is_found() -> None:
    assert decided("src/app/brand_new/module.py") == []
    assert decided("top_level.ini") == []


@pytest.mark.parametrize(
    ("lost", "path", "instead"),
    [
        ("/src/app/domain/{{ name }}", "src/app/domain/companies/service.py", "must_exist"),
        ("/src/app/config/yours.py", "src/app/config/yours.py", "template"),
    ],
)
def test_a_pattern_that_is_lost_from_the_settings_is_found(
    lost: str, path: str, instead: str, tmp_path: Path
) -> None:
    settings = tmp_path / "copier.yml"
    lines = (ROOT / "copier.yml").read_text().splitlines()
    settings.write_text("\n".join(line for line in lines if lost not in line))

    found = class_by_settings(path, seeded=["companies"], settings=settings)

    assert found == instead
    assert found not in decided(path)


@pytest.mark.parametrize("answers", MATRIX.values(), ids=MATRIX)
def test_no_python_file_of_a_service_is_long(answers: Answers) -> None:
    service = rendered(answers)

    long = {
        path: lines
        for path in paths_of(service)
        if path.endswith(".py")
        and (lines := len((service / path).read_text().splitlines())) >= LONGEST_FILE
    }

    assert long == {}
