"""`backsmith set`."""

from typing import Annotated

import typer

from backsmith.commands.project_options import (
    HERE,
    DryRunOption,
    JsonOption,
    ProjectOption,
    YesOption,
    how,
    pairs_of,
    project_in,
)


def set_(
    answers: Annotated[
        list[str], typer.Argument(metavar="NAME=VALUE...", help="Answers to questions.")
    ],
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    as_json: JsonOption = False,
    project: ProjectOption = HERE,
) -> None:
    """Change answers of a project, at the version of the template that it has."""
    from backsmith.updating.answer_changes import set_answers

    pairs = pairs_of(answers)
    raise typer.Exit(set_answers(project_in(project), pairs, how(dry_run, yes, as_json)))
