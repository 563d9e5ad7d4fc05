"""The options that commands on a project share, and what they come to."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from backsmith.projects import Project
    from backsmith.updating.changes import How

ProjectOption = Annotated[
    Path, typer.Option("--project", metavar="DIR", help="The project's folder.", show_default=False)
]
HERE = Path()
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")
]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]


def project_in(folder: Path) -> "Project":
    from backsmith.projects import Project

    return Project(folder)


def how(dry_run: bool, yes: bool, as_json: bool) -> "How":
    from backsmith.updating.changes import How

    return How(dry_run=dry_run, yes=yes, as_json=as_json)


def pairs_of(arguments: list[str]) -> dict[str, str]:
    """NAME=VALUE each. Raises CommandError."""
    from backsmith.faults import CommandError, Exit

    split = {text: text.partition("=") for text in arguments}
    wrong = [text for text, (name, sign, _) in split.items() if not name.strip() or not sign]
    if wrong:
        raise CommandError(*(f"{text}: should be NAME=VALUE." for text in wrong), code=Exit.USAGE)
    return {name.strip(): value for name, _, value in split.values()}
