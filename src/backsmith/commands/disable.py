"""`backsmith disable`."""

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


def disable(
    items: Annotated[
        list[str],
        typer.Argument(
            metavar="ITEM...",
            help="Items of checklists, as security.rate-limiting or rate-limiting.",
        ),
    ],
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    as_json: JsonOption = False,
    project: ProjectOption = HERE,
) -> None:
    """Turn off items of checklists. Files that you have edited are told before they go."""
    from backsmith.updating.item_changes import disable_items

    raise typer.Exit(disable_items(project_in(project), items, how(dry_run, yes, as_json)))
