"""What a release has named is an API of the projects that were made by it: its questions, their
choices, the paths of files, the settings. None goes without a way for those who have it.

`releases.toml` names what was retired, and how: a question by another whose default takes its
answer, a path by `_exclude` or `_migrations` of copier.yml, a setting by what reads the old name.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from extensions.catalogue.layers import DATABASES, FRAMEWORKS
from tests.support.releases import RELEASES, RETIRED, checkout
from tests.support.rendering import made_once, rendered, template
from tools.render import ROOT, render

LAST = RELEASES[-1]
FULL: dict[str, Any] = {"profile": "production"}


def questions_of(place: Path) -> dict[str, Any]:
    settings = yaml.safe_load((place / "copier.yml").read_text(encoding="utf-8"))
    return {name: asked for name, asked in settings.items() if not name.startswith("_")}


def choices_of(place: Path) -> set[str]:
    """`question=value`, where copier.yml itself lists the values."""
    return {
        f"{name}={value}"
        for name, asked in questions_of(place).items()
        if isinstance(asked.get("choices"), (list, dict))
        for value in _values(asked["choices"])
    }


def _values(choices: list[Any] | Mapping[str, Any]) -> list[Any]:
    return list(choices.values()) if isinstance(choices, Mapping) else list(choices)


def opened_choices_of(place: Path) -> set[str]:
    """The same of what the catalogue lists: checklists' items, and answers that an item opens."""
    found = set()
    for file in sorted((place / "extensions/catalogue/checklists").glob("*.toml")):
        found |= {f"{file.stem}.{item['id']}" for item in _toml(file)["items"]}
    for file in sorted((place / "extensions/catalogue/features").glob("*.toml")):
        if question := _toml(file).get("question"):
            found |= {f"{question['name']}={value}" for value in question["options"]}
    return found


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def services_of(which: str) -> dict[str, Path]:
    """A service of every framework and database with all that there is, of a release or of now."""
    found = {}
    for framework in FRAMEWORKS:
        for database in DATABASES:
            answers = {"framework": framework, "database": database, **FULL}
            found[f"{framework}-{database}"] = (
                rendered(answers)
                if which == "now"
                else made_once(
                    f"released-{which}-{framework}-{database}",
                    lambda place, answers=answers: render(answers, place, source=checkout(LAST)),
                )
            )
    return found


def paths_of(service: Path) -> set[str]:
    return {path.relative_to(service).as_posix() for path in service.rglob("*") if path.is_file()}


def settings_of(service: Path) -> set[str]:
    """What `.env.example` says or offers."""
    lines = (service / ".env.example").read_text(encoding="utf-8").splitlines()
    names = (line.removeprefix("# ").partition("=")[0] for line in lines if "=" in line)
    return {name for name in names if name.isupper() and " " not in name}


def gone(kind: str, before: set[str], now: set[str]) -> list[str]:
    return sorted(before - now - set(RETIRED.get(kind, {})))


def test_no_question_is_gone() -> None:
    assert gone("questions", set(questions_of(checkout(LAST))), set(questions_of(ROOT))) == []


def test_no_choice_is_gone() -> None:
    before, now = checkout(LAST), template()

    assert gone("choices", choices_of(before), choices_of(now)) == []
    assert gone("choices", opened_choices_of(before), opened_choices_of(now)) == []


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_no_path_is_gone(framework: str) -> None:
    for name, service in services_of(LAST.version).items():
        if name.startswith(framework):
            now = services_of("now")[name]
            assert gone("paths", paths_of(service), paths_of(now)) == []


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_no_setting_is_gone(framework: str) -> None:
    for name, service in services_of(LAST.version).items():
        if name.startswith(framework):
            now = services_of("now")[name]
            assert gone("settings", settings_of(service), settings_of(now)) == []
            assert len(settings_of(now)) > 10


def test_what_is_retired_has_a_way() -> None:
    """Not only said to have one."""
    settings = (ROOT / "copier.yml").read_text(encoding="utf-8")
    asked = questions_of(ROOT)
    for path, way in RETIRED.get("paths", {}).items():
        assert way in ("_exclude", "_migrations"), f"{path}: retired by what?"
        assert path in settings, f"{path} is not in copier.yml"
    for name, successor in RETIRED.get("questions", {}).items():
        assert name in str(asked[successor].get("default")), f"{successor} does not take {name}"


def test_it_would_see_what_is_gone() -> None:
    assert gone("questions", {"framework", "database"}, {"framework"}) == ["database"]
