"""Python source that needs no formatter: a line that is too long is broken as ruff breaks it."""

import json
import re
import textwrap
from collections.abc import Iterable, Mapping

WIDTH = 100
_STDLIB = {"collections", "datetime", "decimal", "typing", "uuid"}


def literal(value: object) -> str:
    """A value as source. Texts stand in double quotes, unless that needs more escapes."""
    if not isinstance(value, str):
        return repr(value)
    doubly = json.dumps(value, ensure_ascii=False)
    if value.count('"') <= value.count("'"):
        return doubly
    inner = doubly[1:-1].replace('\\"', '"').replace("'", "\\'")
    return f"'{inner}'"


def call(
    head: str, arguments: Iterable[str], *, indent: int = 0, brackets: str = "()", tail: str = ""
) -> str:
    """`head(arguments)tail`, on one line where it fits behind `indent` blanks, else broken."""
    given = list(arguments)
    opening, closing = brackets
    flat = ", ".join(given)
    in_pieces = "\n" in flat
    if not in_pieces and indent + len(head) + len(flat) + len(tail) + 2 <= WIDTH:
        return f"{head}{opening}{flat}{closing}{tail}"
    inner, outer = " " * (indent + 4), " " * indent
    if not in_pieces and len(inner) + len(flat) <= WIDTH:
        return f"{head}{opening}\n{inner}{flat}\n{outer}{closing}{tail}"
    lines = "".join(f"{inner}{argument},\n" for argument in given)
    return f"{head}{opening}\n{lines}{outer}{closing}{tail}"


def declaration(name: str, kind: str, default: str, *, indent: int = 4) -> str:
    """`name: kind = default` in the body of a class."""
    flat = f"{name}: {kind} = {default}"
    if indent + len(flat) <= WIDTH:
        return flat
    inner, outer = " " * (indent + 4), " " * indent
    head = f"{name}: {kind} = ("
    if " | " not in kind or (indent + len(head) <= WIDTH and not default.startswith("-")):
        return f"{head}\n{inner}{default}\n{outer})"
    return f"{name}: (\n{inner}{kind}\n{outer}) = {default}"


def pieces(text: str, *, indent: int) -> str:
    """A long text among the arguments of a call: one literal a line, cut behind blanks."""
    if indent + len(literal(text)) + 1 <= WIDTH:
        return literal(text)
    lines = textwrap.wrap(text, WIDTH - indent - 4, drop_whitespace=False, break_on_hyphens=False)
    return f"\n{' ' * indent}".join(map(literal, lines))


def imports(wanted: Mapping[str, Iterable[str]]) -> str:
    """`from ... import ...` lines, sorted, the sections apart: standard library, others, ours."""
    sections: list[list[str]] = [[], [], []]
    for module in sorted(wanted, key=str.lower):
        names = sorted(set(wanted[module]), key=_import_order)
        if names:
            sections[_section(module)].append(_import(module, names))
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _section(module: str) -> int:
    root = module.partition(".")[0]
    return 2 if root in ("app", "tests") else 0 if root in _STDLIB else 1


def _import(module: str, names: list[str]) -> str:
    flat = f"from {module} import {', '.join(names)}"
    if len(flat) <= WIDTH:
        return flat
    lines = "".join(f"    {name},\n" for name in names)
    return f"from {module} import (\n{lines})"


def _import_order(name: str) -> tuple[int, str]:
    """Constants, classes, the rest; each without regard to case."""
    kind = 0 if re.fullmatch(r"[A-Z][A-Z0-9_]+", name) else 1 if name[0].isupper() else 2
    return kind, name.lower()
