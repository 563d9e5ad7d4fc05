"""Whatever goes wrong while a project is updated is one clear sentence, and no byte is lost."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command_processes import COMMAND, backsmith, refusal
from tests.support.rendering import made_once
from tests.support.repositories import changes, commit, git
from tests.support.small_template import (
    edit_what_conflicts,
    edit_what_goes,
    small_project,
    state_of,
    versions,
)

ANSWERS = ".copier-answers.yml"
RANDOM_MOMENTS = 10
SEED = 20261128
_KILLED_AT = """
import os, signal, sys
from backsmith.updating import applications, journals, working_trees
from backsmith.cli import main

module, name, times = sys.argv.pop(1), sys.argv.pop(1), int(sys.argv.pop(1))
module = sys.modules[module]
original = getattr(module, name)
calls = 0

def counted(*arguments, **named):
    global calls
    calls += 1
    if calls > times:
        os.kill(os.getpid(), signal.SIGKILL)
    return original(*arguments, **named)

setattr(module, name, counted)
main()
"""
PLACES = {
    "before anything is laid ready": ("backsmith.updating.applications", "stage", 0),
    "before the journal": ("backsmith.updating.journals", "begin", 0),
    "before the first byte": ("backsmith.updating.applications", "move", 0),
    "while files are removed": ("backsmith.updating.working_trees", "_remove", 1),
    "before the first file": ("backsmith.updating.working_trees", "_move", 0),
    "in the middle": ("backsmith.updating.working_trees", "_move", 17),
    "before the answers": ("backsmith.updating.working_trees", "_move", 35),
    "before the journal ends": ("backsmith.updating.journals", "finish", 0),
}


def edited(place: Path) -> Path:
    small_project(place)
    edit_what_conflicts(place)
    edit_what_goes(place)
    return place


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = made_once("small-project-edited", edited)
    return Path(shutil.copytree(made, tmp_path / "project", symlinks=True))


@pytest.fixture
def finished(tmp_path: Path) -> dict[str, tuple[int, bytes]]:
    """The project as an update leaves it that nobody disturbs."""

    def make(place: Path) -> Path:
        shutil.copytree(made_once("small-project-edited", edited), place, symlinks=True)
        assert backsmith(place, "update", "--yes").returncode == 3
        return place

    return state_of(made_once("small-project-updated", make))


def change_answers(project: Path, old: str, new: str) -> None:
    file = project / ANSWERS
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


def is_old(project: Path, before: dict[str, tuple[int, bytes]]) -> bool:
    return state_of(project) == before and changes(project) == []


@pytest.mark.parametrize("where", PLACES)
def test_killed_at_this_moment_it_is_undone_by_the_next_command(where: str, project: Path) -> None:
    before = state_of(project)
    module, name, times = PLACES[where]
    script = [sys.executable, "-c", _KILLED_AT, module, name, str(times)]

    killed = subprocess.run(
        [*script, "update", "--yes"], cwd=project, capture_output=True, check=False
    )
    is_half = state_of(project) != before
    said = backsmith(project, "status")

    assert killed.returncode == -signal.SIGKILL
    assert said.returncode == 0, said.stderr
    assert is_old(project, before)
    assert is_half == (
        where
        not in ("before anything is laid ready", "before the journal", "before the first byte")
    )
    assert ("was interrupted while it was being written" in said.stderr) == (
        where not in ("before anything is laid ready", "before the journal")
    )


def test_interrupted_while_it_writes_it_takes_that_back_itself(project: Path) -> None:
    before = state_of(project)
    script = _KILLED_AT.replace("os.kill(os.getpid(), signal.SIGKILL)", "raise KeyboardInterrupt")
    middle = ["backsmith.updating.working_trees", "_move", "17"]
    script = script.replace("if calls > times:", "if calls == times + 1:")

    done = subprocess.run(
        [sys.executable, "-c", script, *middle, "update", "--yes"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 130
    assert "Interrupted: nothing has changed." in done.stderr
    assert is_old(project, before)


def test_killed_while_it_is_undone_it_is_undone_by_the_one_after(project: Path) -> None:
    before = state_of(project)
    script = [sys.executable, "-c", _KILLED_AT]
    middle = ["backsmith.updating.working_trees", "_move", "17"]
    subprocess.run([*script, *middle, "update", "--yes"], cwd=project, check=False)

    subprocess.run([*script, *middle, "status"], cwd=project, check=False)
    assert state_of(project) != before
    said = backsmith(project, "status")

    assert "was interrupted" in said.stderr
    assert is_old(project, before)


def test_an_edit_after_the_kill_is_kept(project: Path) -> None:
    before = state_of(project)
    script = [sys.executable, "-c", _KILLED_AT, "backsmith.updating.working_trees", "_move", "17"]
    subprocess.run([*script, "update", "--yes"], cwd=project, check=False)
    (project / "many/1.txt").write_text("mine, since\n")

    said = backsmith(project, "status")

    assert "is in the stash" in said.stderr
    assert is_old(project, before)
    assert git(project, "show", "stash@{0}:many/1.txt") == "mine, since\n"


def test_an_index_lock_that_was_left_is_no_obstacle(project: Path) -> None:
    before = state_of(project)
    script = [sys.executable, "-c", _KILLED_AT, "backsmith.updating.journals", "finish", "0"]
    subprocess.run([*script, "update", "--yes"], cwd=project, check=False)
    (project / ".git/index.lock").touch()

    backsmith(project, "status")

    assert is_old(project, before)


def test_killed_at_any_moment_it_is_wholly_old_or_wholly_new(
    project: Path, tmp_path: Path, finished: dict[str, tuple[int, bytes]]
) -> None:
    before = state_of(project)
    began = time.monotonic()
    backsmith(Path(shutil.copytree(project, tmp_path / "timed", symlinks=True)), "update", "--yes")
    takes = time.monotonic() - began
    moments = random.Random(SEED)

    for number in range(RANDOM_MOMENTS):
        victim = Path(shutil.copytree(project, tmp_path / f"killed{number}", symlinks=True))
        process = subprocess.Popen(
            [*COMMAND, "update", "--yes"],
            cwd=victim,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(moments.uniform(0.3, 1.0) * takes)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        said = backsmith(victim, "status")

        assert said.returncode == 0, said.stderr
        assert is_old(victim, before) or state_of(victim) == finished
        assert len(git(victim, "worktree", "list").splitlines()) == 1
        assert not (victim / ".git/backsmith/top/work").exists()
        shutil.rmtree(victim)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """One of three megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    options = ["-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    try:
        subprocess.run(["mount", *options], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("NOT TESTED: a full disk, as this user can't mount one")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.parametrize("kilobytes", [0, 60, 200, 400, 500, 600])
def test_a_full_disk_is_a_sentence_and_nothing_is_lost(
    kilobytes: int, project: Path, small_disk: Path
) -> None:
    victim = Path(shutil.copytree(project, small_disk / "project", symlinks=True))
    before = state_of(victim)
    free = shutil.disk_usage(small_disk).free
    (small_disk / "ballast").write_bytes(b"x" * max(0, free - kilobytes * 1024))

    done = backsmith(victim, "update", "--yes")
    if done.returncode != 3:
        assert "no room left" in done.stderr, done.stderr
        assert "Traceback" not in done.stderr
    (small_disk / "ballast").unlink()
    said = backsmith(victim, "status")

    assert said.returncode == 0, said.stderr
    if done.returncode != 3:
        assert is_old(victim, before)
        assert backsmith(victim, "update", "--yes").returncode == 3


def test_no_network_is_a_sentence(project: Path) -> None:
    change_answers(project, str(versions()), "https://127.0.0.1:9/template.git")
    commit(project, "Elsewhere")

    said = refusal(project, "update", "--yes", code=4)

    assert "https://127.0.0.1:9/template.git" in said
    assert "network" in said
    assert changes(project) == []


def test_a_template_that_is_gone_is_a_sentence(project: Path) -> None:
    change_answers(project, str(versions()), "/no/such/template")
    commit(project, "Gone")

    assert "--template" in refusal(project, "update", "--yes", code=4)
    assert "--template" in refusal(project, "set", "colour=blue", "--yes", code=4)


def test_a_relative_address_is_a_sentence(project: Path) -> None:
    change_answers(project, str(versions()), "../template")
    commit(project, "Relative")

    assert "depends on where one is" in refusal(project, "update", "--yes")


def test_a_missing_version_is_a_sentence(project: Path) -> None:
    assert "has no version v9" in refusal(project, "update", "--to", "v9", "--yes", code=4)
    assert changes(project) == []


def test_an_older_template_is_a_sentence(tmp_path: Path) -> None:
    project = small_project(tmp_path / "new", version="v2")

    assert "newer than v1" in refusal(project, "update", "--to", "v1", "--yes")
    assert changes(project) == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("colour: red", "color: red", "color is no question of the template: did you mean colour?"),
        ("colour: red", "colour: grey", "there is no grey"),
        ("colour: red", "colour: blue", "colour was changed by hand in"),
        ("_commit: v1", "_commit: v2", "_commit was changed by hand in"),
        ("_commit: v1", "_commit: v7", "has no version v7"),
        ("_src_path:", "_source:", "does not say which template"),
        ("colour: red", "colour: [red", "can't be read"),
    ],
)
def test_answers_that_were_changed_by_hand_are_a_sentence(
    old: str, new: str, sentence: str, project: Path
) -> None:
    change_answers(project, old, new)
    commit(project, "By hand")
    before = state_of(project)

    done = backsmith(project, "update", "--yes")

    assert done.returncode in (1, 4)
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert state_of(project) == before


def test_no_git_is_a_sentence(project: Path) -> None:
    shutil.rmtree(project / ".git")

    assert "git init" in refusal(project, "update", "--yes")


def test_no_commit_is_a_sentence(project: Path) -> None:
    shutil.rmtree(project / ".git")
    git(project, "init", "--quiet")

    assert "no commit" in refusal(project, "update", "--yes")


def test_no_project_is_a_sentence(tmp_path: Path) -> None:
    assert "is no project of backsmith" in refusal(tmp_path, "update", "--yes")


@pytest.mark.parametrize("path", ["edited.txt", "not-known-to-git.txt"])
def test_what_is_not_committed_is_a_sentence(path: str, project: Path) -> None:
    (project / path).write_text("mine\n")
    before = state_of(project)

    assert f"Not committed yet: {path}" in refusal(project, "update", "--yes")
    assert state_of(project) == before


def test_a_template_that_fails_changes_nothing(project: Path, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(versions(), tmp_path / "broken", symlinks=True))
    (broken / "template/colour.txt.jinja").write_text("{{ 1 / 0 }}\n")
    commit(broken, "Broken")
    git(broken, "tag", "v3")
    before = state_of(project)

    refusal(project, "update", "--template", str(broken), "--yes")

    assert state_of(project) == before
    assert changes(project) == []
