"""What tests of `add resource` and `remove resource` share: projects, the command, the seeds."""

import hashlib
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from backsmith.cli import main
from tests.support.ownership import decided
from tests.support.presets import BASES, COMPANY, Answers
from tests.support.projects import new_project
from tests.support.rendering import made_once
from tests.support.repositories import commit, git

INVOICE = ("number:string:20:unique", "amount:decimal:12,2:min=0", "status:enum:values=open,paid")
SEEDED = "/migrations/versions/"
"""What is written once, for the resources of that time: it differs by design."""


class Done(NamedTuple):
    code: int
    out: str
    err: str


class Backsmith:
    """The command line, run in this process as `main` runs it."""

    def __init__(self, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self._patch = patch
        self._capture = capture

    def __call__(self, *arguments: str | Path) -> Done:
        self._capture.readouterr()
        self._patch.setattr(sys, "argv", ["backsmith", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        return Done(int(str(ended.value.code or 0)), *self._capture.readouterr())


def project_of(base: str, place: Path, *resources: Answers) -> Path:
    """A service of this framework and database with these resources; companies alone as a rule."""
    answers = {**BASES[base], "resources": list(resources) or [COMPANY]}
    key = hashlib.sha256(repr(answers).encode()).hexdigest()[:12]
    made = made_once(f"project-{key}", lambda new: new_project(new, answers))
    shutil.copytree(made, place, symlinks=True)
    return place


def edit_all_that_is_theirs(project: Path) -> None:
    """A line at the end of every file that belongs to the owner, and a file of their own."""
    for path in theirs(project):
        with (project / path).open("a") as file:
            file.write("\n# Edited.\n" if path.endswith(".py") else "\n")
    (project / "src/app/domain/companies/mine.py").write_text('"""Mine."""\n')
    commit(project, "Edited")


def theirs(project: Path) -> dict[str, str]:
    """Files that belong to the owner, by ownership.toml, and a digest of each."""
    return {
        path: hashlib.sha256((project / path).read_bytes()).hexdigest()
        for path in files_of(project)
        if decided(path) != ["template"]
    }


def files_of(project: Path) -> list[str]:
    """All that git has, or would take."""
    listed = git(project, "ls-files", "--cached", "--others", "--exclude-standard")
    return [path for path in listed.splitlines() if (project / path).is_file()]
