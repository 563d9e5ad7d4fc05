"""Python source that needs no formatter: a line that is too long is broken as ruff breaks it."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

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


class Nested(NamedTuple):
    """An expression in brackets, whose items may be such expressions: `head(item, item)`."""

    head: str
    items: "list[str | Nested]"
    brackets: str = "()"

    def __str__(self) -> str:
        inner = ", ".join(map(str, self.items))
        return f"{self.head}{self.brackets[0]}{inner}{self.brackets[1]}"


def nested(node: "str | Nested", *, indent: int, tail: str = "") -> str:
    """The expression behind `indent` blanks, on one line where it fits, else broken from the
    outside in. What a call takes may stand on one line of its own; items of a list may not."""
    flat = str(node)
    if isinstance(node, str) or indent + len(flat) + len(tail) <= WIDTH:
        return f"{flat}{tail}"
    opening, closing = node.brackets
    inner, outer = " " * (indent + 4), " " * indent
    together = ", ".join(map(str, node.items))
    is_call = node.head != "" and not node.head.endswith("=")
    if is_call and len(inner) + len(together) <= WIDTH:
        body = f"{inner}{together}\n"
    else:
        items = [nested(item, indent=indent + 4, tail=",") for item in node.items]
        body = "".join(f"{inner}{item}\n" for item in items)
    return f"{node.head}{opening}\n{body}{outer}{closing}{tail}"


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


def argument(head: str, arguments: Iterable[str], *, indent: int) -> str:
    """A call among the arguments of another, where that has a line for each, `indent` blanks in."""
    return call(head, arguments, indent=indent, tail=",").removesuffix(",")


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
    return 2 if root in ("app", "tests", "tools") else 0 if root in _STDLIB else 1


def _import(module: str, names: list[str]) -> str:
    """Names in order; what is renamed has a line of its own, where its first name comes."""
    plain = [name for name in names if " as " not in name]
    groups = [[name] for name in names if " as " in name] + [plain] * bool(plain)
    groups.sort(key=lambda group: _import_order(group[0].partition(" as ")[0]))
    return "\n".join(_flat_or_broken(f"from {module} import ", group) for group in groups)


def _flat_or_broken(head: str, names: list[str]) -> str:
    flat = head + ", ".join(names)
    if len(flat) <= WIDTH:
        return flat
    lines = "".join(f"    {name},\n" for name in names)
    return f"{head}(\n{lines})"


def _import_order(name: str) -> tuple[int, str]:
    """Constants, classes, the rest; each without regard to case."""
    kind = 0 if re.fullmatch(r"[A-Z][A-Z0-9_]+", name) else 1 if name[0].isupper() else 2
    return kind, name.lower()
