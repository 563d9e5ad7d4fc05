"""A value that was written as text, as the answer `resources` has it: a number, a list, a truth."""

import re

_WHOLE = ("min_length", "max_length", "precision", "scale")
_BOUNDS = ("min", "max", "minimum", "maximum")
_TRUTHS = {"true": True, "false": False}
_NUMBER = re.compile(r"[+-]?\d+")


def value_of(key: str, text: str, kind: str) -> object:
    """What can't be converted stays a text, which the catalogue refuses with the field's name."""
    if key in ("values", "choices"):
        return listed(text)
    if key in ("required", "unique", "searchable", "sortable"):
        return _TRUTHS.get(text, text)
    if key in _WHOLE or key in _BOUNDS:
        return number(text)
    return default_of(text, kind) if key == "default" else text


def listed(text: str) -> list[str]:
    """`open|paid` or `open,paid`, which a shell takes without quotes. A comma behind a backslash
    belongs to the value."""
    pattern = r"\|" if "|" in text else r"(?<!\\),"
    return [value.replace("\\,", ",") for value in re.split(pattern, text)]


def default_of(text: str, kind: str) -> object:
    if kind == "boolean":
        return _TRUTHS.get(text, text)
    return number(text) if kind in ("integer", "decimal") else text


def number(text: str) -> int | str:
    """A fraction stays a text: it is exact."""
    return int(text) if _NUMBER.fullmatch(text) else text
