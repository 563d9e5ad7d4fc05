"""git, run in a folder: for what it prints, or for what it does. Its failures are GitError."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from backsmith.faults import NO_ROOM, CommandError

_QUIET = ("-c", f"core.hooksPath={os.devnull}", "-c", "core.quotepath=off", "-c", "advice.all=no")
"""A hook of the project is for its people's commits, not for what happens here."""
_LOCAL = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_WORK_TREE",
)
"""What git tells its hooks of one repository: this may be run by a hook, in another."""
_NAMED = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "backsmith"), ("EMAIL", "backsmith@localhost"))
}
_LEAST_ROOM = 1024 * 1024
_held: list[int] = []
"""Locks that a child of this process keeps as long as it lives, even where this one is killed."""


class GitError(CommandError):
    """git said no to something that it should be able to do."""


class GitMissingError(GitError):
    """There is no git on this machine."""


def git(
    folder: Path,
    *arguments: str,
    stdin: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> str:
    """What it prints. Raises GitError with what it said."""
    try:
        done = subprocess.run(
            ["git", *_QUIET, *arguments],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            input=(stdin or "").encode(errors="surrogateescape"),
            capture_output=True,
            check=False,
            pass_fds=_held,
        )
    except FileNotFoundError:
        raise GitMissingError(
            "git is not installed: a project is updated by git's merge."
        ) from None
    if done.returncode:
        if b"No space left" in done.stderr or _is_full(folder):
            raise GitError(NO_ROOM)
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise GitError(f"git {arguments[0]} failed: {said[-1]}")
    return done.stdout.decode(errors="surrogateescape")


def _is_full(folder: Path) -> bool:
    """git does not always say why it could not write."""
    return shutil.disk_usage(folder).free < _LEAST_ROOM


def unnamed(*, environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """For commits that nobody makes: a machine without a name in git's settings can, too."""
    return {**_NAMED, **(environment or {})}


def forget_outer_repository() -> None:
    """For Copier's own calls as well: of the process."""
    for name in _LOCAL:
        os.environ.pop(name, None)


def hold(descriptor: int) -> None:
    _held.append(descriptor)


def release(descriptor: int) -> None:
    _held.remove(descriptor)
