"""`backsmith remove resource`: what it takes."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Remove from a project.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _group() -> None:
    """Remove from a project."""


@app.command("resource")
def remove_resource(
    name: Annotated[str, typer.Argument(help="Its name, as the answers have it.")],
    project: Annotated[
        Path, typer.Option(metavar="DIR", help="The project.", show_default="here")
    ] = Path(),
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Takes a resource out of the registry. Its files and its table stay: how to remove them is
    said."""
    from backsmith.changes import How
    from backsmith.projects import Project
    from backsmith.resources.removals import remove

    how = How(dry_run=dry_run, yes=yes, as_json=as_json, with_diff=False)
    raise typer.Exit(remove(Project(project), name, how))
