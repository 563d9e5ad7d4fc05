"""What constraints and defaults of a table say, in SQL as three databases write it back."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from backsmith.resources.values import number

_QUOTED = r"'(?:[^']|'')*'"
_NUMBER = re.compile(r"\(?'?([+-]?\d+(?:\.\d+)?)'?\)?(?:::[\w ]+)?")
_CAST = r"(?:::[\w ]+(?:\(\d+\))?)?"
_NAME = rf"\(*[`\"]?(\w+)[`\"]?\)?{_CAST}\)?"
_ITEM = rf"{_QUOTED}{_CAST}"
_LISTED = re.compile(
    rf"{_NAME}\s*(?:=\s*ANY\s*\(\(?ARRAY\s*\[|IN\s*\()\s*({_ITEM}(?:\s*,\s*{_ITEM})*)"
    r"[\])\s]*(?:::[\w ]+\[\])?[\s)]*",
    re.IGNORECASE,
)
_IS_JSON = re.compile(r"json_valid\([`\"]?(\w+)[`\"]?\)", re.IGNORECASE)
_LIMIT = re.compile(rf"{_NAME}\s*(>=|<=)\s*{_NUMBER.pattern}{_CAST}\)*", re.IGNORECASE)
_TRUTHS = {"true": True, "false": False, "1": True, "0": False, "b'1'": True, "b'0'": False}


class Checks:
    """The CHECK constraints of a table, sorted by what can be said of a field."""

    def __init__(self, checks: Iterable[Mapping[str, Any]]) -> None:
        self.values: dict[str, list[str]] = {}
        self.json: set[str] = set()
        self.limits: dict[str, dict[str, int | str]] = {}
        self.others: list[str] = []
        for check in checks:
            self._sort(" ".join(str(check["sqltext"]).split()))

    def _sort(self, condition: str) -> None:
        plain = condition.replace("\\'", "''").replace("_utf8mb4'", "'")
        if listed := _LISTED.fullmatch(plain):
            self.values[listed[1]] = texts_of(listed[2])
        elif is_json := _IS_JSON.fullmatch(plain):
            self.json.add(is_json[1])
        elif limit := _LIMIT.fullmatch(plain):
            which = "minimum" if limit[2] == ">=" else "maximum"
            self.limits.setdefault(limit[1], {})[which] = number(limit[3])
        else:
            self.others.append(condition)


def texts_of(listed: str) -> list[str]:
    """The quoted texts of a list in SQL."""
    return [quoted[1:-1].replace("''", "'") for quoted in re.findall(_QUOTED, listed)]


def constant_of(default: str, kind: str) -> object | None:
    """A default as the answer has it; None where it is computed, or not of this type."""
    said = default.strip()
    if kind == "boolean":
        return _TRUTHS.get(said.strip("()'").lower(), _TRUTHS.get(said.lower()))
    if kind in ("integer", "decimal"):
        found = _NUMBER.fullmatch(said)
        return number(found[1]) if found else None
    return texts_of(said)[0] if re.fullmatch(_ITEM, said) else None


def is_nothing(default: str | None) -> bool:
    """Whether a default says no more than that a column may be empty."""
    return default is None or default.strip().upper().startswith("NULL")
