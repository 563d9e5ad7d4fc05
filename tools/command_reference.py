"""The reference page of the command line: its exit codes, and the help of every command."""

from collections.abc import Iterator

import typer

from backsmith.cli import app
from backsmith.faults import Exit

_WIDTH = 100
_INTRODUCTION = """\
Results go to stdout, all else to stderr. With `--json` stdout is one document: its shapes are in
[JSON](command-line-json.md). Colours go by the terminal and `NO_COLOR`; a terminal that can't move
its cursor (`TERM=dumb`) is asked line by line. Flags of answers are those of the template that the
command was installed with; `--data` answers any question of any template. `--install-completion`
makes the shell complete flags, answers and items."""
_CODES = {
    Exit.DONE: "Done.",
    Exit.REFUSED: "What was asked for can't be done; nothing has changed.",
    Exit.USAGE: "The command line itself is wrong.",
    Exit.CONFLICTS: "Done, but both sides changed the same lines: somebody has to decide.",
    Exit.UNREACHABLE: "The template, or a version of it, can't be had.",
    Exit.INTERRUPTED: "Ctrl-C, or no at the end; nothing has changed.",
}


def command_line() -> Iterator[str]:
    yield "# The command line"
    yield "\n<!-- Written by tools/command_reference.py from the commands: `make reference`. -->\n"
    yield _INTRODUCTION
    yield "\n## Exit codes\n"
    yield "| code | means |"
    yield "|---|---|"
    yield from (f"| {code.value} | {text} |" for code, text in _CODES.items())
    commands = typer.main.get_command(app)
    for name, command in sorted(getattr(commands, "commands", {}).items()):
        context = command.make_context(
            f"backsmith {name}", [], resilient_parsing=True, terminal_width=_WIDTH
        )
        yield f"\n## backsmith {name}\n"
        yield f"```text\n{command.get_help(context).rstrip()}\n```"
