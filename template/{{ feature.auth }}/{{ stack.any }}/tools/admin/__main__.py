"""python -m tools.admin EMAIL

Asks for a password where nobody has this address yet; without a terminal it is the first line of
standard input. Ends with 0 where they are an admin now, with 1 where not, with 2 when called
wrongly.
"""

import sys
from collections.abc import Sequence
from getpass import getpass

from pydantic import ValidationError

from app.config import load_settings
from app.domain.users.schemas import Registration
from app.http.answers import faults_of
from tools.admin.appointing import appoint, knows

_UNSAID = "a password that nobody has said"
"""Stands for one where none is needed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if len(given) != 1:
        print("Say who: make admin email=ada@example.com", file=sys.stderr)
        return 2
    settings = load_settings()
    try:
        registration = Registration(email=given[0], password=_UNSAID)
        if not knows(settings, registration.email):
            registration = Registration(email=given[0], password=_asked())
        appoint(settings, registration)
    except ValidationError as error:
        for fault in faults_of(error.errors()):
            print(f"{fault['field']}: {fault['message']}", file=sys.stderr)
        return 1
    except Exception as error:  # as each driver has its own for a table that is not there
        reason = str(error.__cause__ or error).splitlines()
        print(f"The accounts do not answer: {reason[0] if reason else error!r}", file=sys.stderr)
        print("Run make migrate; make doctor tells what else may be wrong.", file=sys.stderr)
        return 1
    print(f"{registration.email} is an admin.")
    return 0


def _asked() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass("Password, 12 characters or more: ")
    if getpass("The same once more: ") != password:
        sys.exit("These were not the same. Nothing has changed.")
    return password


if __name__ == "__main__":
    sys.exit(main())
