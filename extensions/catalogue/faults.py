"""What a user can get wrong, in sentences."""

from copier.errors import UserMessageError
from pydantic import ValidationError


class CatalogueError(UserMessageError):
    """One clear sentence for each fault, all at once. Copier shows it, and writes nothing."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def sentences_of(error: ValidationError, *, about: str) -> list[str]:
    """pydantic's faults as sentences: what is wrong, where, and what is expected."""
    return [_sentence(fault, about) for fault in error.errors()]


def _sentence(fault: dict, about: str) -> str:  # type: ignore[type-arg]
    message = fault["msg"].removeprefix("Value error, ")
    place = [part for part in fault["loc"] if not str(part).startswith("function-")]
    if not place:
        return f"{about}: {message}"
    where = f"{about}, {'.'.join(str(part) for part in place)}"
    if fault["type"] == "extra_forbidden":
        return f"{where}: there is no such key."
    if fault["type"] == "missing":
        return f"{where}: is missing."
    return f"{where}: {message}"
