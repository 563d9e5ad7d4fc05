"""An update, rehearsed: Copier updates a second working tree of the same commit, in the git
directory.

What comes of it is a tree in git, and the entries of conflicts. Nothing that the owner sees is
touched, whatever happens to the process. Not for writing it to the project: `applications` does.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from backsmith.copier_runs import updated
from backsmith.gits import git, unnamed
from backsmith.projects import ANSWERS, Project
from backsmith.updating.workplaces import Workplace

_LINK = "160000"
"""The mode of a submodule: Copier leaves it alone."""


@dataclass(frozen=True)
class Request:
    """What is wanted of the project's template."""

    answers: Mapping[str, Any]
    """Those to change. Others stay."""
    keeps_version: bool = True
    to: str | None = None
    """The version; the newest release where none is named."""
    template: str | None = None
    """Where the template is from now on, if it has moved."""


class Blob(NamedTuple):
    mode: str
    name: str
    """As git calls its content."""


class Change(NamedTuple):
    path: str
    """From the top of the repository."""
    before: Blob | None
    after: Blob | None

    @property
    def kind(self) -> str:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


@dataclass(frozen=True)
class Rehearsal:
    """What the project would be. Objects of git, which a collection of garbage keeps two weeks."""

    place: Workplace
    base: str
    """The commit that it starts from."""
    tree: str
    unmerged: str
    """Entries of the index where both sides changed, as `update-index -z --index-info` reads."""
    messages: tuple[str, ...]
    """What the template says to who has updated."""
    answers_before: Mapping[str, Any]
    answers_after: Mapping[str, Any]

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        return tuple(changes_between(self.place, self.base, self.tree))

    @cached_property
    def conflicts(self) -> list[str]:
        """Paths with conflict marks."""
        entries = [entry for entry in self.unmerged.split("\0") if entry]
        return sorted({entry.partition("\t")[2] for entry in entries})

    @property
    def rejected(self) -> list[str]:
        """Witnesses of changes that Copier could not merge at all."""
        return [c.path for c in self.changes if c.after and c.path.endswith(".rej")]

    def diff(self, *options: str) -> str:
        """As `git diff` tells it."""
        return self.place.git("diff", "--no-renames", *options, self.base, self.tree)

    def paths(self, kind: str) -> list[str]:
        return [change.path for change in self.changes if change.kind == kind]


def rehearse(project: Project, place: Workplace, request: Request) -> Rehearsal:
    """The project has to be clean, and the place locked. Raises CommandError."""
    base = place.git("rev-parse", "HEAD").strip()
    with _worktree(place, base) as top:
        folder = top / place.prefix
        if request.template:
            _point_to(folder, request.template)
        messages = updated(
            folder, request.answers, to=request.to, keeps_version=request.keeps_version
        )
        return Rehearsal(
            place=place,
            base=base,
            unmerged=_unmerged(top),
            tree=_tree_of(place, top),
            messages=messages,
            answers_before=project.answers,
            answers_after=yaml.safe_load((folder / ANSWERS).read_text(encoding="utf-8")),
        )


def changes_between(place: Workplace, one: str, other: str) -> Iterator[Change]:
    """Between two trees, but for submodules."""
    told = place.git("diff-tree", "-r", "-z", "--raw", "--no-renames", one, other).split("\0")
    for entry, path in zip(told[0::2], told[1::2], strict=False):
        old_mode, new_mode, old, new, status = entry[1:].split(" ")
        if _LINK not in (old_mode, new_mode):
            before = None if status == "A" else Blob(old_mode, old)
            yield Change(path, before, None if status == "D" else Blob(new_mode, new))


@contextmanager
def _worktree(place: Workplace, commit: str) -> Iterator[Path]:
    place.clear()
    try:
        place.git("worktree", "add", "--quiet", "--detach", str(place.worktree), commit)
        yield place.worktree
    finally:
        place.clear()


def _point_to(folder: Path, template: str) -> None:
    """A commit in the second working tree alone: Copier wants a clean one."""
    file = folder / ANSWERS
    answers = yaml.safe_load(file.read_text(encoding="utf-8"))
    file.write_text(yaml.safe_dump({**answers, "_src_path": template}), encoding="utf-8")
    options = ("--quiet", "--no-verify", "--no-gpg-sign", "--allow-empty", "--message=Moved")
    git(folder, "commit", *options, "--", ANSWERS, environment=unnamed())


def _unmerged(top: Path) -> str:
    entries = [entry for entry in git(top, "ls-files", "-u", "-z").split("\0") if entry]
    lines = []
    for path in dict.fromkeys(entry.partition("\t")[2] for entry in entries):
        ours = [entry for entry in entries if entry.partition("\t")[2] == path]
        none = "0" * len(ours[0].split(" ")[1])
        lines += [f"0 {none}\t{path}", *ours]
    return "".join(f"{line}\0" for line in lines)


def _tree_of(place: Workplace, top: Path) -> str:
    """All that lies there, ignored files too: Copier has put them there."""
    own = Path(git(top, "rev-parse", "--path-format=absolute", "--git-path", "index").strip())
    shutil.copy(own, place.index)
    there = {"GIT_INDEX_FILE": str(place.index)}
    git(top, "add", "--all", "--force", ".", environment=there)
    return git(top, "write-tree", environment=there).strip()
