"""`backsmith update`: what plain Copier does, shown first, and taken back where that is wanted."""

import os
import pty
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from copier import run_update

from tests.support.command_processes import COMMAND, backsmith, backsmith_json, refusal
from tests.support.presets import BASES
from tests.support.projects import new_project, update
from tests.support.rendering import made_once
from tests.support.repositories import changes, commit, git
from tests.support.small_template import (
    edit_what_conflicts,
    edit_what_goes,
    small_project,
    state_of,
    versions,
)
from tests.update.edits import edit


def edit_both(project: Path) -> None:
    edit_what_conflicts(project)
    edit_what_goes(project)


def nothing(project: Path) -> None: ...


EDITS: dict[str, Callable[[Path], None]] = {
    "merged": nothing,
    "conflict": edit_what_conflicts,
    "deletion": edit_what_goes,
    "both": edit_both,
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = made_once("small-project", small_project)
    return Path(shutil.copytree(made, tmp_path / "project", symlinks=True))


def unmerged(project: Path) -> str:
    return git(project, "ls-files", "--unmerged")


def whole(project: Path) -> tuple[object, ...]:
    """All that an owner sees, and all that git tells of it."""
    refs = git(project, "for-each-ref")
    return (
        state_of(project),
        changes(project),
        unmerged(project),
        refs,
        git(project, "rev-parse", "HEAD"),
    )


@pytest.mark.parametrize("name", EDITS)
def test_it_leaves_what_plain_copier_leaves(name: str, project: Path, tmp_path: Path) -> None:
    EDITS[name](project)
    plain = Path(shutil.copytree(project, tmp_path / "plain", symlinks=True))
    run_update(plain, overwrite=True, defaults=True, unsafe=True, quiet=True)

    done = backsmith(project, "update", "--yes")

    assert done.returncode == (3 if name in ("conflict", "both") else 0), done.stderr
    assert state_of(project) == state_of(plain)
    assert changes(project) == changes(plain) != []
    assert unmerged(project) == unmerged(plain)
    assert bool(unmerged(project)) == (name in ("conflict", "both"))


def test_it_does_so_with_a_service_that_was_edited(tmp_path: Path) -> None:
    def edited(place: Path) -> Path:
        new_project(place, BASES["fastapi-sqlite"])
        edit(place, "fastapi")
        commit(place, "Nine edits")
        return place

    made = made_once("edited-fastapi-sqlite", edited)
    ours = Path(shutil.copytree(made, tmp_path / "ours", symlinks=True))
    plain = Path(shutil.copytree(made, tmp_path / "plain", symlinks=True))
    update(plain)

    told = backsmith_json(ours, "update", "--yes")

    assert state_of(ours) == state_of(plain)
    assert changes(ours) == changes(plain)
    assert told["conflicts"] == told["lost_edits"] == []
    assert len(told["files"]["changed"]) == len(changes(ours)) > 100


def test_a_dry_run_shows_all_and_touches_nothing(project: Path) -> None:
    edit_both(project)
    before = whole(project)

    done = backsmith(project, "update", "--dry-run")

    assert done.returncode == 3
    assert "+<<<<<<< before updating" in done.stdout
    assert "What is new: 2.0.0" in done.stdout
    assert "git checkout HEAD -- gone/one.txt" in done.stdout
    assert "gone/two.txt" not in done.stdout.split("You have edited these")[1]
    assert "make migration" in done.stdout
    assert whole(project) == before
    assert len(git(project, "worktree", "list").splitlines()) == 1


def test_a_program_reads_one_document(project: Path) -> None:
    edit_both(project)

    told = backsmith_json(project, "update", "--dry-run", code=3)

    assert told["state"] == "planned"
    assert told["version"] == {"before": "v1", "after": "v2"}
    assert told["files"]["added"] == ["domain/things/models.py", "new/deep/new.txt"]
    assert told["files"]["removed"] == ["gone/one.txt", "gone/two.txt"]
    assert told["conflicts"] == ["edited.txt"]
    assert told["lost_edits"] == [
        {"path": "gone/one.txt", "restore": "git checkout HEAD -- gone/one.txt"}
    ]
    assert told["schema"]["commands"] == ['make migration m="what changed"', "make migrate"]
    assert told["diff"].startswith("diff --git")


def test_the_changelog_is_told_to_whom_it_is_for(project: Path) -> None:
    [release] = backsmith_json(project, "update", "--dry-run")["changelog"]

    assert release == {
        "version": "2.0.0",
        "sections": {"Added": ["A new file, in two lines.", "Flask: for you."]},
        "left_out": 2,
    }


def test_nothing_to_do_is_said_and_is_no_failure(tmp_path: Path) -> None:
    project = small_project(tmp_path / "new", version="v2")

    done = backsmith(project, "update")

    assert done.returncode == 0
    assert "Nothing to do: the project is at v2" in done.stdout
    assert changes(project) == []


def test_nobody_there_to_confirm_is_a_refusal(project: Path) -> None:
    assert "add --yes" in refusal(project, "update", code=2)
    assert changes(project) == []


@pytest.mark.parametrize("answer", ["n", "y"])
def test_a_person_is_asked(answer: str, project: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "update"], cwd=project, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    said = b""
    while b"Write this to the project?" not in said:
        said += os.read(ours, 4096)
    os.write(ours, f"{answer}\n".encode())
    while True:
        try:
            said += os.read(ours, 4096)
        except OSError:
            break

    assert process.wait() == (0 if answer == "y" else 1)
    assert bool(changes(project)) == (answer == "y")


def test_of_many_at_once_one_writes(project: Path, tmp_path: Path) -> None:
    alone = Path(shutil.copytree(project, tmp_path / "alone", symlinks=True))
    assert backsmith(alone, "update", "--yes").returncode == 0

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: backsmith(project, "update", "--yes"), range(4)))

    codes = sorted(each.returncode for each in done)
    assert codes[0] == 0
    assert codes[1] > 0
    refusals = [each.stderr for each in done if each.returncode]
    assert [t for t in refusals if "not committed" not in t and "Another backsmith" not in t] == []
    assert state_of(project) == state_of(alone)


def test_an_update_is_taken_back(project: Path) -> None:
    edit_both(project)
    before = whole(project)
    backsmith(project, "update", "--yes")
    assert whole(project) != before

    done = backsmith(project, "update", "--abort")

    assert done.returncode == 0, done.stderr
    assert "Update from v1 to v2: taken back" in done.stdout
    assert whole(project) == before


def test_what_was_edited_since_is_kept_when_an_update_is_taken_back(project: Path) -> None:
    before = state_of(project)
    backsmith(project, "update", "--yes")
    for path in ("many/1.txt", "new/deep/new.txt"):
        (project / path).write_text("mine, since\n")
    (project / "own.txt").write_text("mine, of another matter\n")
    after = state_of(project)

    told = backsmith_json(project, "update", "--abort")

    assert told["state"] == "aborted"
    assert {**state_of(project), "own.txt": None} == {**before, "own.txt": None}
    assert (project / "own.txt").read_text() == "mine, of another matter\n"
    git(project, "checkout", "--quiet", "--", "own.txt")
    git(project, "stash", "apply", "--quiet", told["stash"])
    assert state_of(project) == after


def test_what_is_committed_is_not_taken_back(project: Path) -> None:
    backsmith(project, "update", "--yes")
    commit(project, "Update")

    assert "nothing to abort" in refusal(project, "update", "--abort")


def test_what_is_written_has_to_be_committed_first(project: Path) -> None:
    backsmith(project, "update", "--yes")

    assert "update --abort" in refusal(project, "update", "--yes")


def test_a_template_that_moved_is_followed(project: Path, tmp_path: Path) -> None:
    moved = Path(shutil.copytree(versions(), tmp_path / "elsewhere", symlinks=True))

    told = backsmith_json(project, "update", "--template", str(moved), "--yes")

    assert told["template"] == str(moved)
    assert f"_src_path: {moved}" in (project / ".copier-answers.yml").read_text()
    assert (project / "new/deep/new.txt").is_file()
    assert "line 20, of version 2" in (project / "edited.txt").read_text()


def test_a_template_that_moved_is_followed_at_the_same_version(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project", version="v2")
    moved = Path(shutil.copytree(versions(), tmp_path / "elsewhere", symlinks=True))

    told = backsmith_json(project, "update", "--template", str(moved), "--yes")

    assert told["files"] == {"added": [], "changed": [".copier-answers.yml"], "removed": []}
    assert f"_src_path: {moved}" in (project / ".copier-answers.yml").read_text()


def test_a_project_may_be_a_folder_of_a_repository(tmp_path: Path) -> None:
    repository = small_project(tmp_path / "alone")
    shutil.rmtree(repository / ".git")
    (tmp_path / "all" / "services").mkdir(parents=True)
    project = repository.rename(tmp_path / "all" / "services" / "small")
    git(tmp_path / "all", "init", "--quiet")
    commit(tmp_path / "all", "Generated")
    edit_both(project)
    (tmp_path / "all" / "other.txt").write_text("Not committed, and no matter of this.\n")
    before = whole(project)

    told = backsmith_json(project, "update", "--yes", code=3)

    assert told["conflicts"] == ["edited.txt"]
    assert told["lost_edits"][0]["path"] == "gone/one.txt"
    assert (project / "new/deep/new.txt").is_file()
    assert backsmith(project, "update", "--abort").returncode == 0
    assert whole(project) == before


def test_a_file_that_git_ignores_is_not_written_over(project: Path) -> None:
    (project / ".gitignore").write_text("new/\n")
    commit(project, "Ignores")
    (project / "new/deep").mkdir(parents=True)
    (project / "new/deep/new.txt").write_text("precious\n")

    assert "new/deep/new.txt" in refusal(project, "update", "--yes")
    assert (project / "new/deep/new.txt").read_text() == "precious\n"
    assert changes(project) == []
