"""The commands, and what each takes. What they do is in `commands/`, imported when asked for."""

from importlib import metadata
from typing import Annotated, NoReturn

import typer

from backsmith.commands.add import add
from backsmith.commands.disable import disable
from backsmith.commands.doctor import doctor
from backsmith.commands.enable import enable
from backsmith.commands.remove import remove
from backsmith.commands.set import set_
from backsmith.commands.status import status
from backsmith.commands.update import update
from backsmith.faults import NO_ROOM, CommandError, Exit, is_no_room

app = typer.Typer(
    name="backsmith",
    help="Generates Python backends, and keeps them current.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


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


app.add_typer(add, name="add")
app.command()(disable)
app.command()(doctor)
app.command()(enable)
app.add_typer(remove, name="remove")
app.command("set")(set_)
app.command()(status)
app.command()(update)


def main() -> NoReturn:
    """Runs a command, and tells every fault as sentences on stderr."""
    try:
        app()
    except CommandError as fault:
        for sentence in fault.sentences:
            typer.echo(sentence, err=True)
        raise SystemExit(fault.code) from None
    except OSError as error:
        if not is_no_room(error):
            raise
        typer.echo(NO_ROOM, err=True)
        raise SystemExit(Exit.REFUSED) from None
    except SystemExit as end:  # of Typer, which catches Ctrl-C itself
        if end.code == Exit.INTERRUPTED:
            typer.echo("Interrupted: nothing has changed.", err=True)
        raise
    raise SystemExit(Exit.DONE)
