"""What a user can get wrong, in sentences."""

from collections.abc import Mapping
from typing import Any

from copier.errors import UserMessageError
from pydantic import ValidationError
from pydantic_core import ErrorDetails

_UNION_BRANCHES = ("int", "float", "str")
_MESSAGES = {
    "dict_type": "should be a mapping with a name and a type",
    "model_type": "should be a mapping with a name and a type",
    "list_type": "should be a list",
    "missing": "is missing",
    "number": "should be a number",
    "string_type": "should be a text",
    "too_short": "should have at least one item",
}


class CatalogueError(UserMessageError):
    """One clear sentence for each fault, all at once. Copier shows it, and writes nothing."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def sentences_of(error: ValidationError, *, of: Mapping[str, Any]) -> list[str]:
    """pydantic's faults with a resource: one sentence each, which names the field and the key."""
    sentences = [_sentence(fault, of) for fault in error.errors()]
    return list(dict.fromkeys(sentences))


def _sentence(fault: ErrorDetails, resource: Mapping[str, Any]) -> str:
    place = list(fault["loc"])
    about = f"resource {resource.get('name', '?')}"
    if place[:1] == ["fields"] and len(place) > 1:
        about += f", field {_name_of(resource['fields'][place[1]], place[1])}"
        place = place[2:]
    if fault["type"] == "value_error":
        return f"{about} {fault['msg'].removeprefix('Value error, ')}"
    kind = "number" if place and place[-1] in _UNION_BRANCHES else fault["type"]
    key = " ".join(str(part) for part in place if part not in _UNION_BRANCHES)
    if kind == "extra_forbidden":
        return f"{about}: there is no such key as {key}."
    message = _MESSAGES.get(kind, fault["msg"].removeprefix("Input "))
    return f"{about}: {key} {message}." if key else f"{about} {message}."


def _name_of(field: Any, index: int | str) -> str:
    named = isinstance(field, Mapping) and field.get("name")
    return str(named or f"number {int(index) + 1}")
