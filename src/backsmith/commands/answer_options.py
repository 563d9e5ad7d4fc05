"""The options that commands share which take answers."""

from pathlib import Path
from typing import Annotated

import typer

from backsmith.commands.project_options import JsonOption as JsonOption

TemplateOption = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar="URL|PATH",
        help="Another template than the one that this was installed with.",
    ),
]
RefOption = Annotated[
    str | None,
    typer.Option(
        "--ref", metavar="VERSION", help="A tag or a commit of it. [default: the newest release]"
    ),
]
DataOption = Annotated[
    list[str] | None,
    typer.Option("--data", metavar="NAME=VALUE", help="An answer; as often as there are answers."),
]
DataFileOption = Annotated[
    list[Path] | None,
    typer.Option("--data-file", metavar="FILE", help="A YAML file of answers."),
]
DefaultsOption = Annotated[
    bool, typer.Option("--defaults", help="Ask nothing: take what is proposed.")
]
ProjectOption = Annotated[
    Path | None,
    typer.Option(
        "--project", metavar="DIR", help="A project. [default: this folder, if it is one]"
    ),
]
