"""A generated project: its answers, and its git repository."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from backsmith.faults import CommandError
from backsmith.gits import GitError, GitMissingError, git

ANSWERS = ".copier-answers.yml"


class Project:
    """A folder that the template has generated. Raises CommandError where it is none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.reload()

    def reload(self) -> None:
        """Reads the answers anew. Raises CommandError."""
        self.answers: Mapping[str, Any] = _read_answers(self.folder / ANSWERS)

    @property
    def source(self) -> str:
        """Where its template is, as Copier recorded it."""
        return str(self.answers["_src_path"])

    @property
    def commit(self) -> str | None:
        """The version of the template that it has; None where that was not in git."""
        return self.answers.get("_commit")

    def git(self, *arguments: str) -> str:
        """What git prints. Raises GitError."""
        return git(self.folder, *arguments)

    def require_git(self) -> None:
        """Raises CommandError where the project has no repository, or no commit yet."""
        try:
            self.git("rev-parse", "--verify", "HEAD")
        except GitMissingError:
            raise
        except GitError:
            raise CommandError(
                f"{self.folder} has no commit in git, which an update merges with: "
                "git init && git add --all && git commit -m Generated"
            ) from None

    def require_clean(self) -> None:
        """Raises CommandError where something is not committed."""
        self.require_git()
        changed = self.changes()
        if changed:
            more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
            raise CommandError(
                f"Not committed yet: {changed[0]}{more}. Commit or stash that, then run this again."
            )

    def changes(self) -> list[str]:
        """Paths of what is not committed, from the top of the repository."""
        options = ("--porcelain", "--untracked-files=all", "--no-renames")
        return [line[3:] for line in self.git("status", *options, "--", ".").splitlines()]


def _read_answers(file: Path) -> Mapping[str, Any]:
    try:
        answers = yaml.safe_load(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CommandError(
            f"{file.parent} is no project of backsmith: it has no {ANSWERS}. "
            "Run this in a project's folder, or name it with --project."
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise CommandError(
            f"{ANSWERS} can't be read ({' '.join(str(error).split())}): "
            f"bring it back with git checkout HEAD -- {ANSWERS}"
        ) from None
    if not isinstance(answers, dict) or "_src_path" not in answers:
        raise CommandError(
            f"{ANSWERS} does not say which template the project is from: "
            f"bring it back with git checkout HEAD -- {ANSWERS}"
        )
    return answers
