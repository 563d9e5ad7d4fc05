"""Settings at start: all of them, or one clear line for each that is wrong."""

import sys

from pydantic import ValidationError

from app.config.settings import Settings


def load_settings() -> Settings:
    """From the environment and `.env`. Ends the process, exit code 2, where one is not valid."""
    try:
        return Settings()
    except ValidationError as error:
        for line in explain(error):
            print(line, file=sys.stderr)
        sys.exit(2)


def explain(error: ValidationError) -> list[str]:
    """One line a fault, without the value: it may be a secret."""
    lines: list[str] = []
    for fault in error.errors():
        name = ".".join(str(part) for part in fault["loc"][:1]).upper()
        message = fault["msg"].removeprefix("Value error, ")
        lines += [f"{name}: {message}"] if name else message.splitlines()
    return lines
