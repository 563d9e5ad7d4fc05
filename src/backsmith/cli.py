"""The commands, and what each takes. What they do is in `commands/`, imported when asked for."""

from importlib import metadata
from typing import Annotated, NoReturn

import typer

from backsmith.commands import add, remove
from backsmith.faults import CommandError, Exit

app = typer.Typer(
    name="backsmith",
    help="Generates Python backends, and keeps them current.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(add.app, name="add")
app.add_typer(remove.app, name="remove")


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"backsmith {metadata.version('backsmith')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Say the version.", callback=_show_version)
    ] = False,
) -> None:
    """Generates Python backends, and keeps them current."""


def main() -> NoReturn:
    """Runs a command, and tells every fault as sentences on stderr."""
    try:
        app()
    except CommandError as fault:
        for sentence in fault.sentences:
            typer.echo(sentence, err=True)
        raise SystemExit(fault.code) from None
    except KeyboardInterrupt:
        typer.echo("Interrupted: nothing has changed.", err=True)
        raise SystemExit(Exit.INTERRUPTED) from None
    raise SystemExit(Exit.DONE)
