"""The migration of new tables: the service's own framework makes it, by the service's Makefile.

By then the resource is written: whatever happens, what is left to do is said.
"""

import shlex
import subprocess
import sys
from collections.abc import Sequence

from backsmith import screen
from backsmith.faults import CommandError, Exit
from backsmith.projects import Project

Command = tuple[str, ...]
MIGRATE: Command = ("make", "migrate")


def commands_for(project: Project, change: str) -> list[Command]:
    """Django's slices bring their first migration. Elsewhere models are compared with a database,
    which has to be up to date for it."""
    if project.answers.get("framework") == "django":
        return [MIGRATE]
    return [MIGRATE, ("make", "migration", f"m={change}"), MIGRATE]


def is_wanted(commands: Sequence[Command]) -> bool:
    """Asks on a terminal. Raises CommandError where nobody answers."""
    import typer

    try:
        return typer.confirm(f"Migrate now? {_shown(commands)}", err=True)
    except typer.Abort:
        raise _unfinished("Interrupted.", commands, Exit.INTERRUPTED) from None


def run(project: Project, commands: Sequence[Command]) -> None:
    """What they print goes to stderr. Raises CommandError where one fails."""
    try:
        for number, command in enumerate(commands):
            screen.notes().print(f"$ {shlex.join(command)}", markup=False)
            done = subprocess.run(command, cwd=project.folder, stdout=sys.stderr, check=False)
            if done.returncode:
                why = f"{shlex.join(command)} failed, as is said above."
                raise _unfinished(why, commands[number:])
    except FileNotFoundError:
        raise _unfinished("make is not installed.", commands) from None
    except KeyboardInterrupt:
        raise _unfinished("Interrupted.", commands, Exit.INTERRUPTED) from None


def _unfinished(why: str, commands: Sequence[Command], code: Exit = Exit.REFUSED) -> CommandError:
    return CommandError(
        f"{why} The resource is added; its migration is left to do: {_shown(commands)}", code=code
    )


def _shown(commands: Sequence[Command]) -> str:
    return " && ".join(map(shlex.join, commands))
