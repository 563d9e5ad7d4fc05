"""`backsmith update`."""

from typing import Annotated

import typer

from backsmith.commands.project_options import (
    HERE,
    DryRunOption,
    JsonOption,
    ProjectOption,
    YesOption,
    how,
    project_in,
)


def update(
    to: Annotated[
        str | None, typer.Option("--to", metavar="VERSION", help="Not the newest version: this.")
    ] = None,
    template: Annotated[
        str | None,
        typer.Option("--template", metavar="URL", help="Where the template is from now on."),
    ] = None,
    abort: Annotated[
        bool, typer.Option("--abort", help="Take back the last change, if it is not committed.")
    ] = False,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    as_json: JsonOption = False,
    project: ProjectOption = HERE,
) -> None:
    """Bring a project to a newer version of its template."""
    from backsmith.faults import CommandError, Exit
    from backsmith.updating.changes import take_back
    from backsmith.updating.updates import update_project

    wish = how(dry_run, yes, as_json)
    if not abort:
        raise typer.Exit(update_project(project_in(project), to, template, wish))
    if to or template or dry_run:
        raise CommandError("--abort takes no version, template or dry run.", code=Exit.USAGE)
    raise typer.Exit(take_back(project_in(project), wish))
