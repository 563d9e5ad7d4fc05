"""A project with nine typical edits takes a new version in which every file has changed."""

import shutil
from pathlib import Path

import pytest

from tests.support.databases import need
from tests.support.ownership import class_by_settings
from tests.support.presets import BASES, framework_of, params
from tests.support.projects import new_project, update
from tests.support.rendering import made_once
from tests.support.repositories import changes, commit, git
from tests.support.services import make
from tests.support.template_versions import MARK
from tests.update.edits import DELETED, EDITS, NAMES, edit

SLICES = ["companies"]
EACH_TIME = ("fastapi-postgresql", "flask-sqlite", "django-mysql")
"""Each framework, and each database."""
RUN_EACH_TIME: tuple[str, ...] = ()
"""tests/update/test_releases.py runs an updated service each time."""


@pytest.fixture(params=params(BASES, EACH_TIME))
def updated(request: pytest.FixtureRequest) -> Path:
    """The project after the update; HEAD is how it was before. Not to be written to."""
    answers = BASES[request.param]

    def build(place: Path) -> Path:
        new_project(place, answers)
        edit(place, framework_of(request.param))
        commit(place, "Nine edits")
        update(place)
        return place

    return made_once(f"updated-{request.param}", build)


def owned_by(side: str, service: Path) -> list[str]:
    """Paths of this class that were there before the update."""
    before = git(service, "ls-tree", "-r", "--name-only", "HEAD").splitlines()
    return [path for path in before if class_by_settings(path, seeded=SLICES) == side]


def test_there_is_no_conflict(updated: Path) -> None:
    marked = [
        path
        for path in updated.rglob("*")
        if path.is_file() and ".git" not in path.parts and "<<<<<<<" in path.read_text()
    ]

    assert marked == []
    assert list(updated.rglob("*.rej")) == []
    assert git(updated, "ls-files", "--unmerged") == ""


@pytest.mark.parametrize("what", NAMES)
def test_no_edit_is_lost(what: str, updated: Path, request: pytest.FixtureRequest) -> None:
    edits = EDITS[framework_of(request.node.callspec.params["updated"])][what]

    assert [one.path for one in edits if not one.is_in(updated)] == []


@pytest.mark.parametrize("path", DELETED)
def test_a_file_that_was_deleted_stays_deleted(path: str, updated: Path) -> None:
    assert not (updated / path).exists()


def test_every_file_of_the_template_has_its_change(updated: Path) -> None:
    brought = template_paths(updated) - set(DELETED)
    expected = brought & set(owned_by("template", updated))

    unchanged = [path for path in expected if MARK not in (updated / path).read_text()]

    assert len(expected) > 100
    assert unchanged == []


def test_every_file_of_the_owner_is_as_it_was(updated: Path) -> None:
    yours = owned_by("seeded", updated) + owned_by("must_exist", updated)

    changed = [line for line in changes(updated) if line[3:] in yours]

    assert len(yours) > 10
    assert changed == []


def test_what_is_above_and_below_a_marker_is_kept_apart(updated: Path) -> None:
    settings = (updated / "pyproject.toml").read_text()
    example = (updated / ".env.example").read_text()

    assert settings.index('"uuid-utils>=1.2.0,') < settings.index('"idna>=3"')
    assert example.index("Above the marker") < example.index("Yours, from") < example.index("MOST_")


def test_nothing_else_has_changed(updated: Path) -> None:
    allowed = {*owned_by("template", updated)}

    assert [line for line in changes(updated) if line[3:] not in allowed] == []


@pytest.mark.parametrize("updated", params(EACH_TIME, RUN_EACH_TIME), indirect=True)
def test_the_updated_service_passes_its_own_tests(
    updated: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    need(str(BASES[request.node.callspec.params["updated"]]["database"]))
    service = tmp_path / "service"
    shutil.copytree(updated, service)

    assert " passed" in make(service, "test")


def template_paths(service: Path) -> set[str]:
    """What the template brought: what the project's first commit has."""
    first = git(service, "rev-list", "--max-parents=0", "HEAD").strip()
    return set(git(service, "ls-tree", "-r", "--name-only", first).splitlines())
