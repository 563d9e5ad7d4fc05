"""The first commit of a project: it has to be in git to be updated."""

import os
import shutil
import subprocess
from pathlib import Path

from backsmith.faults import CommandError

BY_HAND = "git init && git add --all && git commit -m 'Generate'"


def wants_commit(asked: bool | None, folder: Path) -> bool:
    """As asked; else where git knows who commits, and the folder is in no repository yet.
    Raises CommandError where it is asked for and can't be."""
    reason = _reason_against(folder)
    if asked and reason:
        raise CommandError(f"--git: {reason}. Leave it out, then: {BY_HAND}")
    return reason is None if asked is None else asked


def commit_all(folder: Path) -> None:
    """Makes the repository, of what is there."""
    _git(folder, "init", "--quiet")
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--no-verify", "--message", "Generate")


def is_in_repository(folder: Path) -> bool:
    there = next(place for place in (folder, *folder.parents) if place.is_dir())
    return _says(there, "rev-parse", "--is-inside-work-tree") == "true"


def _reason_against(folder: Path) -> str | None:
    if shutil.which("git") is None:
        return "git is not installed"
    if is_in_repository(folder):
        return f"{folder} is in a repository already"
    there = next(place for place in folder.parents if place.is_dir())
    if not all(_identity(there, part) for part in ("name", "email")):
        return "git does not know who commits (git config --global user.name and user.email)"
    return None


def _identity(folder: Path, part: str) -> str:
    said = os.environ.get(f"GIT_AUTHOR_{part.upper()}")
    also = os.environ.get(f"GIT_COMMITTER_{part.upper()}")
    return said if said and also else _says(folder, "config", f"user.{part}")


def _says(folder: Path, *arguments: str) -> str:
    """What git prints; nothing where it fails."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if done.returncode == 0 else ""


def _git(folder: Path, *arguments: str) -> None:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines()
        reason = said[-1] if said else "no reason given"
        raise CommandError(f"git {arguments[0]}: {reason}. Nothing was written; try --no-git.")
