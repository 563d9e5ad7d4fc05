"""`backsmith doctor`."""

import typer

from backsmith.commands.project_options import HERE, JsonOption, ProjectOption


def doctor(as_json: JsonOption = False, project: ProjectOption = HERE) -> None:
    """Check a project and the tools that keep it current; say what mends what is wrong."""
    from backsmith.examining.checkups import show_checkup

    raise typer.Exit(show_checkup(project, as_json=as_json))
