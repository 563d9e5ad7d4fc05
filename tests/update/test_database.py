"""Another database, by an update: only what is said of it changes. Another framework is refused."""

import shutil
from pathlib import Path

import pytest
from copier import VcsRef

from extensions.catalogue.layers import DATABASES, FRAMEWORKS
from tests.support.databases import need
from tests.support.ownership import class_by_settings
from tests.support.presets import BASES, framework_of, params, preset
from tests.support.processes import BIN, attempt
from tests.support.projects import new_project, update
from tests.support.rendering import made_once, rendered
from tests.support.repositories import changes, commit, git
from tests.support.services import make
from tests.update.edits import EDITS, NAMES, edit

MOVES = {
    f"{framework}-{before}-{after}": (preset(framework, before), after)
    for framework in FRAMEWORKS
    for before in DATABASES
    for after in DATABASES
    if before != after
}
EACH_TIME = ("fastapi-sqlite-postgresql", "flask-sqlite-mysql", "django-sqlite-postgresql")
RUN_EACH_TIME: tuple[str, ...] = ()
ENVIRONMENT = "DATABASE_URL=sqlite:///ours.db\n"
SLICES = ["companies"]


@pytest.fixture(params=params(MOVES, EACH_TIME))
def moved(request: pytest.FixtureRequest) -> Path:
    """An edited project after the update; HEAD is how it was before. Not to be written to."""
    answers, after = MOVES[request.param]

    def build(place: Path) -> Path:
        new_project(place, answers)
        edit(place, str(answers["framework"]))
        (place / ".env").write_text(ENVIRONMENT)
        commit(place, "Nine edits")
        update(place, to=VcsRef.CURRENT, database=after)
        return place

    return made_once(f"moved-{request.param}", build)


@pytest.fixture
def name(request: pytest.FixtureRequest, moved: Path) -> str:
    """Of the move."""
    return request.node.callspec.params["moved"]


def new_service(name: str) -> Path:
    """One that began with the database to which this one has gone."""
    answers, after = MOVES[name]
    return rendered({**answers, "database": after})


def files_that_differ(name: str) -> set[str]:
    """Between a service of the one database and one of the other, as they come."""
    before, after = rendered(MOVES[name][0]), new_service(name)
    paths = {p.relative_to(one) for one in (before, after) for p in one.rglob("*") if p.is_file()}
    return {path.as_posix() for path in paths if _bytes(before / path) != _bytes(after / path)}


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def test_there_is_no_conflict(moved: Path) -> None:
    marked = [
        path
        for path in moved.rglob("*")
        if path.is_file() and ".git" not in path.parts and "<<<<<<<" in path.read_text()
    ]

    assert marked == []
    assert list(moved.rglob("*.rej")) == []
    assert git(moved, "ls-files", "--unmerged") == ""


@pytest.mark.parametrize("what", NAMES)
def test_no_edit_is_lost(what: str, moved: Path, name: str) -> None:
    edits = EDITS[framework_of(name)][what]

    assert [one.path for one in edits if not one.is_in(moved)] == []


def test_the_environment_is_as_it_was(moved: Path) -> None:
    assert (moved / ".env").read_text() == ENVIRONMENT


def test_what_says_which_database_it_is_has_changed_and_nothing_else(
    moved: Path, name: str
) -> None:
    expected = {
        path
        for path in files_that_differ(name)
        if class_by_settings(path, seeded=SLICES) == "template"
    }

    changed = {line[3:] for line in changes(moved)}

    assert changed == expected
    assert "src/app/config/defaults.py" in changed


def test_what_nobody_has_edited_is_as_in_a_new_service(moved: Path, name: str) -> None:
    ours = {
        ".copier-answers.yml",
        *(one.path for many in EDITS[framework_of(name)].values() for one in many),
    }
    changed = {line[3:] for line in changes(moved)} - ours

    assert {path: _bytes(moved / path) for path in changed} == {
        path: _bytes(new_service(name) / path) for path in changed
    }


@pytest.mark.parametrize("moved", params(EACH_TIME, RUN_EACH_TIME), indirect=True)
def test_the_service_passes_its_own_tests_there(moved: Path, name: str, tmp_path: Path) -> None:
    need(MOVES[name][1])
    service = tmp_path / "service"
    shutil.copytree(moved, service)

    assert " passed" in make(service, "test")


def test_a_person_is_told_what_an_update_leaves_to_them(tmp_path: Path) -> None:
    project = new_project(tmp_path / "service", BASES["fastapi-sqlite"])

    done = attempt(
        *(BIN / "copier", "update", "--trust", "--defaults", "--vcs-ref=:current:"),
        *("--data", "database=postgresql", project),
        cwd=tmp_path,
    )

    assert done.returncode == 0, done.stderr
    assert "DATABASE_URL in .env is as it was, and data stay" in done.stderr


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_another_framework_is_refused_and_nothing_is_changed(
    framework: str, tmp_path: Path
) -> None:
    project = new_project(tmp_path / "service", BASES[f"{framework}-sqlite"])
    other = next(name for name in FRAMEWORKS if name != framework)

    with pytest.raises(Exception, match=f"framework: is {framework}, and no update can change it"):
        update(project, framework=other)

    assert changes(project) == []
