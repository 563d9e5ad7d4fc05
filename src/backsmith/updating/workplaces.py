"""Where the update engine keeps its things: in the git directory, by the project's folder.

git does not look there, nobody commits it, and it is on the project's own disk as a rule. The place
is fixed: what a killed run has left is found by the next one.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from backsmith.faults import CommandError
from backsmith.gits import forget_outer_repository, git, hold, release
from backsmith.projects import Project

_PATIENCE_SECONDS = 30
_locked: "set[Workplace]" = set()


@dataclass(frozen=True)
class Workplace:
    """Of one project. A repository may hold many: each is a folder of it."""

    top: Path
    """Of the repository's working tree. Paths of changes are below it."""
    prefix: str
    """From there to the project: empty, or with a slash at its end."""
    git_dir: Path
    common_dir: Path

    @property
    def folder(self) -> Path:
        return self.git_dir / "backsmith" / (quote(self.prefix.rstrip("/"), safe="") or "top")

    @property
    def journal(self) -> Path:
        return self.folder / "journal.json"

    @property
    def worktree(self) -> Path:
        return self.folder / "work"

    @property
    def staged(self) -> Path:
        return self.folder / "staged"

    @property
    def index(self) -> Path:
        """A temporary one."""
        return self.folder / "index"

    def git(self, *arguments: str, stdin: str | None = None, index: Path | None = None) -> str:
        """At the top of the repository, with its own index or another."""
        other = {"GIT_INDEX_FILE": str(index)} if index else None
        return git(self.top, *arguments, stdin=stdin, environment=other)

    def clear(self) -> None:
        """Removes what a rehearsal and an application leave, but for the journal."""
        for admin in (self.common_dir / "worktrees").glob("*"):
            with suppress(OSError):
                named = Path((admin / "gitdir").read_text(encoding="utf-8").strip())
                if named.parent == self.worktree:
                    shutil.rmtree(admin, ignore_errors=True)
        for folder in (self.worktree, self.staged):
            shutil.rmtree(folder, ignore_errors=True)
        for file in (self.index, self.index.with_suffix(".lock")):
            file.unlink(missing_ok=True)


def workplace_of(project: Project) -> Workplace:
    """Raises CommandError where the project is in no repository."""
    forget_outer_repository()
    project.require_git()
    told = git(
        project.folder,
        "rev-parse",
        *("--path-format=absolute", "--show-toplevel", "--git-dir", "--git-common-dir"),
        "--show-prefix",
    ).split("\n")
    return Workplace(Path(told[0]), told[3], Path(told[1]), Path(told[2]))


@contextmanager
def locked(place: Workplace) -> Iterator[None]:
    """One process at a time; it may lock again what it has locked. A killed one holds it no longer
    than the last git that it has started. Raises CommandError."""
    if place in _locked:
        yield
        return
    place.folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(place.folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _lock(descriptor)
        hold(descriptor)
        _locked.add(place)
        try:
            yield
        finally:
            _locked.remove(place)
            release(descriptor)
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    try:
        import fcntl
    except ImportError:
        raise CommandError(
            "This system has no locks that a command could hold: update with plain Copier here."
        ) from None
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise CommandError(
                    "Another backsmith is at work in this project: run this again when it is done."
                ) from None
            time.sleep(0.1)
