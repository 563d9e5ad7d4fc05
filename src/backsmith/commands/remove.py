"""`backsmith remove resource`: what it takes."""

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

remove = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@remove.callback()
def _group() -> None:
    """Remove a resource from a project."""


@remove.command("resource")
def resource(
    name: Annotated[str, typer.Argument(help="Its name, as the answers have it.")],
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    as_json: JsonOption = False,
    project: ProjectOption = HERE,
) -> None:
    """Take a resource out of the lists. Its files and its table stay; how they go is said."""
    from backsmith.resources.removals import remove_resource

    wish = how(dry_run, yes, as_json)._replace(with_diff=False)
    raise typer.Exit(remove_resource(project_in(project), name, wish))
