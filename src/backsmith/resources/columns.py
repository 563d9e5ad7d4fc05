"""The type of a column as the type of a field, with its limits."""

from collections.abc import Callable
from typing import Any

from backsmith.resources.spec import Entry

LONGEST_INDEXED = 255
"""Characters of a unique text: the most that an index of each database takes."""

Taken = tuple[Entry, str | None]
"""The keys of a field; and what is to be said of it, where it is not quite the same."""


def typed(kind: Any, *, unique: bool) -> Taken | None:
    """None where no type of field holds it."""
    kind = getattr(kind, "data_type", kind)  # of a domain
    for base in type(kind).__mro__:
        if base.__name__ in _UNTAKEN:
            return None
        if take := _BY_CLASS.get(base.__name__):
            field, note = take(kind)
            return _unique_text() if unique and field["type"] == "text" else (field, note)
    return None


def _unique_text() -> Taken:
    """A text can't be in an index, a line can."""
    return (
        {"type": "string", "max_length": LONGEST_INDEXED},
        f"unique text without a length; taken as a line of {LONGEST_INDEXED} characters",
    )


def _plain(name: str) -> Callable[[Any], Taken]:
    return lambda kind: ({"type": name}, None)


def _string(kind: Any) -> Taken:
    if kind.length:
        return {"type": "string", "max_length": kind.length}, None
    return _text(kind)


def _text(kind: Any) -> Taken:
    return {"type": "text"}, "text without a length; taken as one of at most 2000 characters"


def _integer(kind: Any) -> Taken:
    return {"type": "integer"} | ({"minimum": 0} if getattr(kind, "unsigned", False) else {}), None


def _small(kind: Any) -> Taken:
    """MySQL has no other boolean than TINYINT(1)."""
    is_boolean = getattr(kind, "display_width", None) == 1
    return ({"type": "boolean"}, None) if is_boolean else _integer(kind)


def _decimal(kind: Any) -> Taken:
    if kind.precision is None:
        return {"type": "decimal"}, "number without digits said; taken with 12, two of a fraction"
    return {"type": "decimal", "precision": kind.precision, "scale": kind.scale or 0}, None


def _float(kind: Any) -> Taken:
    return (
        {"type": "decimal", "precision": 15, "scale": 6},
        "floating number; taken as a decimal of 15 digits, six of a fraction",
    )


def _moment(kind: Any) -> Taken:
    return {"type": "datetime"}, None if kind.timezone else "no time zone; taken as in UTC"


def _enum(kind: Any) -> Taken:
    return {"type": "enum", "values": list(kind.enums)}, None


_BY_CLASS: dict[str, Callable[[Any], Taken]] = {
    "Boolean": _plain("boolean"),
    "Date": _plain("date"),
    "DateTime": _moment,
    "Enum": _enum,
    "Float": _float,
    "Integer": _integer,
    "JSON": _plain("json"),
    "Numeric": _decimal,
    "String": _string,
    "TINYINT": _small,
    "Text": _text,
    "Uuid": _plain("uuid"),
}
"""By the name of a class of SQLAlchemy, the nearest base first: it need not be imported here."""
_UNTAKEN = ("SET",)
"""Of MySQL: a text to SQLAlchemy, and several values of a list in truth."""
