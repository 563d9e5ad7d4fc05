"""`backsmith status`."""

import typer

from backsmith.commands.project_options import HERE, JsonOption, ProjectOption, project_in


def status(as_json: JsonOption = False, project: ProjectOption = HERE) -> None:
    """Say which version a project has, and what its owner has changed."""
    from backsmith.examining.standing import show_status

    raise typer.Exit(show_status(project_in(project), as_json=as_json))
