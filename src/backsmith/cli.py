"""The commands, and what each takes. What they do is in `commands/`, imported when asked for."""

import signal
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from backsmith.commands.add import add
from backsmith.commands.checklists import checklists
from backsmith.commands.disable import disable
from backsmith.commands.doctor import doctor
from backsmith.commands.enable import enable
from backsmith.commands.new import new
from backsmith.commands.options import options
from backsmith.commands.plan import plan
from backsmith.commands.remove import remove
from backsmith.commands.set import set_
from backsmith.commands.status import status
from backsmith.commands.update import update
from backsmith.faults import NO_ROOM, CommandError, Exit, is_no_room
from backsmith.question_flags import AnswerCommand


class _Commands(TyperGroup):
    """Typer loads pydantic, half a second, for a yes or no that nobody said: no is said here."""

    def get_params(self, ctx: Any) -> list[Any]:
        params = super().get_params(ctx)
        for param in params:
            kind = getattr(param, "type_descriptor", None)
            if param.default is None and kind is not None and kind.annotation is bool:
                param.default = False
        return params


app = typer.Typer(
    cls=_Commands,
    name="backsmith",
    help="Generates Python backends, and keeps them current.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.add_typer(add, name="add")
app.command()(checklists)
app.command()(disable)
app.command()(doctor)
app.command()(enable)
app.command(cls=AnswerCommand)(new)
app.command()(options)
app.command(cls=AnswerCommand)(plan)
app.add_typer(remove, name="remove")
app.command("set")(set_)
app.command()(status)
app.command()(update)


def _show_version(asked: bool) -> None:
    if asked:
        from importlib import metadata

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
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(number, _end)
    raise SystemExit(run())


def run(arguments: list[str] | None = None) -> int:
    """The exit code. Typer tells faults of the command line itself, and turns Ctrl-C into 130."""
    try:
        code = app(arguments, prog_name="backsmith", standalone_mode=False)
    except CommandError as fault:
        for sentence in fault.sentences:
            typer.echo(sentence, err=True)
        return fault.code
    except OSError as error:
        if not is_no_room(error):
            raise
        typer.echo(NO_ROOM, err=True)
        return Exit.REFUSED
    except typer.TyperException as fault:
        _show_usage(fault)
        return fault.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = Exit.INTERRUPTED
    if code == Exit.INTERRUPTED:
        typer.echo("Interrupted: nothing has changed.", err=True)
    return code or Exit.DONE


def _end(number: int, _frame: Any) -> NoReturn:
    """As Ctrl-C does, so that what was begun is taken back: a closed window, a stopped job."""
    raise SystemExit(128 + number)


def _show_usage(fault: typer.TyperException) -> None:
    """A mistake in the command line: how it is used, and what is wrong."""
    show = getattr(fault, "show", None)
    if show:
        show()
    else:
        typer.echo(fault.format_message(), err=True)
