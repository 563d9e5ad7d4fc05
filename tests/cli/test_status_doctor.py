"""What a project's standing is, and what is wrong with it."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import backsmith, backsmith_json
from tests.support.presets import BASES
from tests.support.projects import new_project
from tests.support.rendering import made_once
from tests.support.repositories import changes, commit
from tests.support.small_template import edit_what_conflicts, small_project, versions

PARTS_OF_LIMITS = ("rate_limit", "limit-requests", "/counters/", "client_address")
ANSWERS = ".copier-answers.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = made_once("small-project", small_project)
    return Path(shutil.copytree(made, tmp_path / "project", symlinks=True))


def faults_of(project: Path, *, code: int = 1) -> dict[str, str]:
    found = backsmith_json(project, "doctor", code=code)["findings"]
    assert all(one["remedy"] for one in found if one["state"] == "note")
    return {one["what"]: one["told"] for one in found if one["state"] == "fault"}


def replace(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text().replace(old, new))


def test_it_says_what_the_owner_has_made_of_it(project: Path) -> None:
    (project / "many/3.txt").unlink()
    (project / "README.md").write_text("Mine from the first day.\n")
    commit(project, "More")

    told = backsmith_json(project, "status")

    assert told["version"] == "v1"
    assert told["newest"] == "v2"
    assert told["is_newest"] is False
    assert told["files"] == {
        "edited": ["edited.txt"],
        "deleted": ["many/3.txt"],
        "own": ["README.md", "own.txt"],
    }
    assert told["answers_faults"] == told["conflicts"] == told["rejected"] == []
    assert told["pending"] is None
    assert changes(project) == []


def test_a_person_reads_the_same(project: Path) -> None:
    done = backsmith(project, "status")

    assert done.returncode == 0, done.stderr
    assert "Version: v1; v2 is there" in done.stdout
    assert "Files of the template that you have edited: 1\n  edited.txt" in done.stdout


def test_a_template_out_of_reach_is_no_fault(project: Path) -> None:
    replace(project / ANSWERS, str(versions()), "https://127.0.0.1:9/template.git")
    commit(project, "Elsewhere")

    told = backsmith_json(project, "status")

    assert told["newest"] is told["files"] is None
    assert told["answers_faults"] == []
    assert "127.0.0.1:9" in told["unknown_because"][0]


def test_it_says_what_an_update_has_left(project: Path) -> None:
    edit_what_conflicts(project)
    backsmith(project, "update", "--yes")
    (project / "some.rej").touch()

    told = backsmith_json(project, "status")

    assert told["pending"] == {"title": "Update from v1 to v2", "state": "applied"}
    assert told["conflicts"] == ["edited.txt"]
    assert told["rejected"] == ["some.rej"]


def test_a_project_in_order_has_no_faults(project: Path) -> None:
    done = backsmith(project, "doctor")

    assert done.returncode == 0, done.stdout
    assert "fault" not in done.stdout
    assert "make doctor" in done.stderr


def marks(project: Path) -> None:
    (project / "own.txt").write_text("<<<<<<< one\na\n=======\nb\n>>>>>>> other\n")


def witness(project: Path) -> None:
    (project / "some.rej").touch()


def unknown_answer(project: Path) -> None:
    replace(project / ANSWERS, "colour: red", "color: red")


def unknown_version(project: Path) -> None:
    replace(project / ANSWERS, "_commit: v1", "_commit: v8")


def no_git(project: Path) -> None:
    shutil.rmtree(project / ".git")


def no_answers(project: Path) -> None:
    (project / ANSWERS).unlink()


def gone(project: Path) -> None:
    replace(project / ANSWERS, str(versions()), "/no/such/template")


@pytest.mark.parametrize(
    ("harm", "what", "told"),
    [
        (marks, "conflicts", "own.txt"),
        (witness, ".rej files", "some.rej"),
        (unknown_answer, "answers", "did you mean colour?"),
        (unknown_version, "template", "has no version v8"),
        (no_git, "repository", "git init"),
        (no_answers, "answers", "is no project of backsmith"),
        (gone, "template", "/no/such/template"),
    ],
)
def test_each_fault_is_found(harm: Any, what: str, told: str, project: Path) -> None:
    harm(project)

    found = faults_of(project)

    assert told in found[what]


def test_an_option_without_its_files_is_found(tmp_path: Path) -> None:
    made = made_once("service-standard", lambda folder: new_project(folder, BASES["flask-sqlite"]))
    service = Path(shutil.copytree(made, tmp_path / "service", symlinks=True))
    for path in service.rglob("*"):
        if path.is_file() and any(part in path.as_posix() for part in PARTS_OF_LIMITS):
            path.unlink()
    commit(service, "By hand")

    found = faults_of(service)

    assert "Rate limits is on, and none of its" in found["options"]
