"""The migration of new tables: the service's own framework makes it, by the service's Makefile."""

import shlex
import subprocess
import sys
from collections.abc import Sequence

from backsmith import screen
from backsmith.faults import CommandError
from backsmith.projects import Project

Command = tuple[str, ...]
MIGRATE: Command = ("make", "migrate")


def commands_for(project: Project, change: str) -> list[Command]:
    """Django's slices bring their first migration. Elsewhere models are compared with a database,
    which has to be up to date for it."""
    if project.answers.get("framework") == "django":
        return [MIGRATE]
    return [MIGRATE, ("make", "migration", f"m={change}"), MIGRATE]


def shown(commands: Sequence[Command]) -> str:
    return " && ".join(map(shlex.join, commands))


def is_wanted(commands: Sequence[Command]) -> bool:
    """Asks on a terminal."""
    import typer

    return typer.confirm(f"Migrate now? {shown(commands)}", err=True)


def run(project: Project, commands: Sequence[Command]) -> None:
    """What they print goes to stderr. Raises CommandError where one fails: what was added stays."""
    for command in commands:
        screen.notes().print(f"$ {shlex.join(command)}", markup=False)
        try:
            failed = subprocess.run(command, cwd=project.folder, stdout=sys.stderr).returncode
        except FileNotFoundError:
            raise CommandError(
                f"make is not installed. The resource is added; its migration is left to do: "
                f"{shown(commands)}"
            ) from None
        if failed:
            raise CommandError(
                f"{shlex.join(command)} failed, as is said above. The resource is added; its "
                f"migration is left to do: {shown(commands)}"
            )
