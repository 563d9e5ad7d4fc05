"""`backsmith enable`."""

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


def enable(
    items: Annotated[
        list[str],
        typer.Argument(
            metavar="ITEM... [NAME=VALUE...]",
            help="Items of checklists, as security.rate-limiting or rate-limiting; and answers to "
            "what they ask, as rate_limit_store=redis.",
        ),
    ],
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    as_json: JsonOption = False,
    project: ProjectOption = HERE,
) -> None:
    """Turn on items of checklists, and what they need."""
    from backsmith.updating.item_changes import enable_items

    names = [item for item in items if "=" not in item]
    pairs = pairs_of([item for item in items if "=" in item])
    wish = how(dry_run, yes, as_json)
    raise typer.Exit(enable_items(project_in(project), names, pairs, wish))
