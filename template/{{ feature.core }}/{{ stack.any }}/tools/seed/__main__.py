"""python -m tools.seed [COUNT]

So many new rows of each resource, 25 unless it is said; each call adds as many. They are valid as
clients' are, refer to one another, and share no value that is unique. Ends with 0 where they are
there now, with 1 where none of a resource could be made, with 2 when called wrongly. Production is
left alone.
"""

import sys
from collections.abc import Sequence

from app.config import load_settings
from tools.seed.services import seed

COUNT, MOST = 25, 100_000


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments) or [str(COUNT)]
    if len(given) != 1 or not given[0].isascii() or not given[0].isdigit():
        return _refused("Say how many of each resource: make seed count=100")
    if not 1 <= (count := int(given[0])) <= MOST:
        return _refused(f"count is from 1 to {MOST}.")
    settings = load_settings()
    if settings.environment == "production":
        return _refused("ENVIRONMENT is production: made-up rows have no place there.")
    try:
        for name, made in seed(settings, count):
            print(f"{name}: {made} rows more")
    except Exception as error:  # as each driver has its own for a table that is not there
        reason = str(error.__cause__ or error).splitlines()
        print(f"It stopped: {reason[0] if reason else repr(error)}", file=sys.stderr)
        print("Run make migrate; make doctor tells what else may be wrong.", file=sys.stderr)
        return 1
    return 0


def _refused(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
