"""Git repositories that tests make: of templates, and of what is generated."""

from pathlib import Path

from tests.support.processes import run

_AUTHOR = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "Test"), ("EMAIL", "test@example.com"))
}
_ENVIRONMENT = {**_AUTHOR, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}


def git(folder: Path, *arguments: str) -> str:
    return run("git", *arguments, cwd=folder, environment=_ENVIRONMENT)


def repository(folder: Path) -> Path:
    """A new one, of what is there."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def commit(folder: Path, message: str) -> None:
    """All that has changed, if anything has."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)


def tag(folder: Path, name: str) -> None:
    git(folder, "tag", name)


def changes(folder: Path) -> list[str]:
    """Lines of `git status`, untracked files among them."""
    return git(folder, "status", "--porcelain", "--untracked-files=all").splitlines()
