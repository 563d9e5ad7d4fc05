"""Resources from a command line: `invoice number:string:20:unique company:belongs_to`.

A field is its name, its type and modifiers, with a colon between. No form needs quotes in a shell.
"""

import re
from collections.abc import Sequence

from backsmith.resources.spec import Entry, Spec
from backsmith.resources.values import value_of

BELONGS_TO = "belongs_to"
_WORDS: dict[str, Entry] = {
    "optional": {"required": False},
    "required": {"required": True},
    "unique": {"unique": True},
    "searchable": {"searchable": True},
    "sortable": {"sortable": True},
}
_KEY = re.compile(r"[a-z][a-z_]*(?==)")
_COLON = re.compile(r"(?<!\\):")
_DIGITS = re.compile(r"(\d+),(\d+)")
_BRACKETS = re.compile(r"(\w+)\((.*)\)")
_TEXTS = ("string", "text", "url", "email")


def read_inline(name: str, fields: Sequence[str], plural: str | None = None) -> Spec:
    """One resource, with every fault of its fields."""
    faults: list[str] = []
    resource: Entry = {"name": name}
    if plural:
        resource["plural"] = plural
    resource["fields"] = [_field(text, faults) for text in fields]
    if not fields:
        faults.append(
            f"resource {name} has no fields: say at least one, as in {name} title:string:100."
        )
    return Spec([resource], faults=faults)


def _field(text: str, faults: list[str]) -> Entry:
    name, *parts = (part.replace("\\:", ":") for part in _COLON.split(text))
    if not parts or not parts[0]:
        faults.append(f"field {name or text}: say its type, as in {name or 'title'}:string.")
        return {"name": name, "type": "string"}
    if habit := _habit(parts[0]):
        faults.append(f"field {name}: write {habit} for {parts[0]}.")
        return {"name": name, "type": "string"}
    found = _typed(name, parts[0])
    for part in parts[1:]:
        said = _modifier(part, found["type"])
        if said is None:
            faults.append(f"field {name}: {_why_not(part)}")
            continue
        faults += [f"field {name}: {key} is said twice." for key in said if key in found]
        found |= said
    if found["type"] == "reference":
        found.setdefault("to", name)
    return found


def _typed(name: str, said: str) -> Entry:
    """`belongs_to` and `belongs_to=user` are references; any other type is for the catalogue."""
    kind, _, to = said.partition("=")
    if kind in (BELONGS_TO, "reference"):
        return {"name": name, "type": "reference"} | ({"to": to} if to else {})
    return {"name": name, "type": said}


def _modifier(part: str, kind: str) -> Entry | None:
    if part in _WORDS:
        return _WORDS[part]
    if part.isdecimal() and kind in _TEXTS:
        return {"max_length": int(part)}
    if kind == "decimal" and (digits := _DIGITS.fullmatch(part)):
        return {"precision": int(digits[1]), "scale": int(digits[2])}
    if key := _KEY.match(part):
        return {key[0]: value_of(key[0], part[key.end() + 1 :], kind)}
    return None


def _habit(said: str) -> str | None:
    """What people type who come from elsewhere, as it is written here."""
    if brackets := _BRACKETS.fullmatch(said):
        kind, inside = brackets[1], brackets[2].replace(" ", "")
        return f"{kind}:values={inside}" if kind == "enum" else f"{kind}:{inside}"
    return f"{said[:-1]}:optional" if said.endswith("?") else None


def _why_not(part: str) -> str:
    if not part:
        return "there is nothing between two colons; a colon inside of a value is written \\:"
    return (
        f"{part} is no modifier. There are {', '.join(_WORDS)}, a length for a text as in "
        "string:20, digits as in decimal:12,2, and key=value as in min=0."
    )
