"""Help, completion and faults of the command line itself: quick, and read off the template."""

import os
import resource
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from backsmith import question_flags
from backsmith.question_flags import flag_of
from tests.support.commands import Backsmith
from tests.support.processes import BIN, attempt, run
from tests.support.rendering import template
from tools.render import ROOT

MOST_CPU_SECONDS = 0.3
MOST_STARTS = 25
"""Times what Python takes to start: seconds stretch on a busy machine."""
MOST_TRIES = 12
MOST_NEW_SECONDS = 2.5
MOST_COPIES = 1.6
"""Times what plain Copier takes for the same service: seconds stretch on a busy machine."""


def cpu_seconds(*command: str | Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(*command, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def completed(*words: str) -> list[str]:
    """What the shell is told after these words; the last one is not finished."""
    asked = {
        "_BACKSMITH_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(["backsmith", *words]),
        "COMP_CWORD": str(len(words)),
    }
    return attempt(BIN / "backsmith", cwd=ROOT, environment=asked).stdout.split()


def test_help_is_there_before_one_wonders() -> None:
    starts: list[float] = []
    helps: list[float] = []
    for _ in range(MOST_TRIES):
        starts.append(cpu_seconds(sys.executable, "-c", ""))
        helps.append(cpu_seconds(BIN / "backsmith", "new", "--help"))
        if min(helps) < (allowed := max(MOST_CPU_SECONDS, MOST_STARTS * min(starts))):
            break

    assert min(helps) < allowed


def test_help_loads_nothing_heavy() -> None:
    said = attempt(
        *(sys.executable, "-X", "importtime", "-m", "backsmith", "new", "--help"), cwd=ROOT
    )

    loaded = {line.rpartition("|")[2].strip() for line in said.stderr.splitlines()}
    assert loaded & {"copier", "pydantic", "questionary", "prompt_toolkit", "rich"} == set()


def test_every_question_of_the_template_has_a_flag(backsmith: Backsmith) -> None:
    questions = [n for n in yaml.safe_load((ROOT / "copier.yml").read_text()) if n[0] != "_"]

    for command in ("new", "plan"):
        told = run(BIN / "backsmith", command, "--help", cwd=ROOT)
        assert [name for name in questions if f"{flag_of(name)} " not in told] == []


def test_a_question_that_is_added_needs_no_change_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "copier.yml").write_text(
        "colour: {type: str, help: Which?, choices: [red, [Dark blue, blue]]}\n"
        "is_loud: {type: bool, default: false}\n"
        "template: {type: str}\n"
        "_subdirectory: template\n"
    )
    monkeypatch.setattr(question_flags, "_installed_template", lambda: tmp_path)
    question_flags._flags.cache_clear()

    flags: dict[str, Any] = {flag.name: flag for flag in question_flags._flags()}

    question_flags._flags.cache_clear()
    assert list(flags) == ["colour", "is_loud", "template"]
    assert flags["colour"].metavar == "[red|blue]"
    assert flags["is_loud"].secondary_opts == ["--no-is-loud"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["pl"], ["plan"]),
        (["new", "--fram"], ["--framework"]),
        (["new", "--framework", "f"], ["fastapi", "flask"]),
        (["new", "--security-checklist", "ra"], ["rate-limiting"]),
        (["new", "--operations-checklist", "pipeline,m"], ["pipeline,metrics"]),
        (["plan", "--rate-limit-store", "r"], ["redis"]),
        (["checklists", "sec"], ["security"]),
    ],
)
def test_the_shell_completes(words: list[str], expected: list[str]) -> None:
    assert completed(*words) == expected


def test_completion_can_be_had() -> None:
    script = run(
        *(BIN / "backsmith", "--show-completion", "bash"),
        cwd=ROOT,
        environment={"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
    )

    assert "_BACKSMITH_COMPLETE" in script


def test_it_is_a_module_too() -> None:
    assert run(sys.executable, "-m", "backsmith", "--version", cwd=ROOT).startswith("backsmith ")


def test_a_pipe_that_closes_early_is_no_fault(tmp_path: Path) -> None:
    piped = f"'{BIN / 'backsmith'}' checklists --template '{ROOT}' --ref HEAD | head -1"
    shell = "/bin/sh" if os.name == "posix" else "sh"

    done = attempt(shell, "-c", piped, cwd=tmp_path)

    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_a_service_takes_hardly_longer_than_by_plain_copier(tmp_path: Path) -> None:
    """CPU of both, in turns: what either takes is the least of all tries."""
    flags = ["--defaults", tmp_path / "it"]
    ours: list[float] = []
    copiers: list[float] = []
    for _ in range(MOST_TRIES):
        shutil.rmtree(tmp_path / "it", ignore_errors=True)
        said = ["new", "--no-git", "--template", template(), *flags]
        ours.append(cpu_seconds(BIN / "backsmith", *said))
        shutil.rmtree(tmp_path / "it")
        said = ["copy", "--trust", "--quiet", "--defaults", template(), tmp_path / "it"]
        copiers.append(cpu_seconds(BIN / "copier", *said))
        if min(ours) < (allowed := max(MOST_NEW_SECONDS, MOST_COPIES * min(copiers))):
            break

    print(f"backsmith new: {min(ours):.2f} s of CPU, plain Copier: {min(copiers):.2f} s")
    assert min(ours) < allowed
