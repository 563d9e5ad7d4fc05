"""What of a promise is broken, in a sentence each: the rules.

A request may be asked for less and may be allowed more: every call that a client makes today has to
work tomorrow. An answer may have more fields, each of them of no more kinds: a client has code for
those alone that it was told of. So a new value of an enum is a break where it is sent, and none
where it is taken. What is new is no break, unless a request needs it.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from tools.api.shape import VALUE, Fields, Kinds, Operation, Shape, read

_WIDER = {"integer": "number"}
_NO_BOUND = Decimal("Infinity")


def breaks(promised: Shape, offered: Shape) -> list[str]:
    """One sentence for each promise that is not kept; none where all are."""
    found = []
    for name, before in promised.items():
        if name not in offered:
            found.append(f"{name} is gone ({before['call']}).")
            continue
        found += [f"{name}: {fault}." for fault in _breaks_of(before, offered[name])]
    return found


def additions(promised: Shape, offered: Shape) -> list[str]:
    """What is offered, and promised to nobody yet: `get_order`, `create_order: body.note`."""
    found = [name for name in offered if name not in promised]
    for name, before in promised.items():
        for part in ("takes", "sends"):
            known = _fields_of(before[part])
            now = _fields_of(offered.get(name, before)[part])
            found += [f"{name}: {field}" for field in now if field not in known]
    return found


def _breaks_of(before: Operation, after: Operation) -> Iterator[str]:
    if before["call"] != after["call"]:
        yield f"was {before['call']}, is {after['call']}"
    for media in before["accepts"]:
        if media not in after["accepts"]:
            yield f"a body of type {media} is no longer taken"
    yield from _breaks_of_request(_fields_of(before["takes"]), _fields_of(after["takes"]))
    for status in before["answers"]:
        if status not in after["answers"]:
            yield f"{status} is no longer answered"
    yield from _breaks_of_answer(_fields_of(before["sends"]), _fields_of(after["sends"]))


class _Field(NamedTuple):
    kinds: Kinds
    optional: bool


def _fields_of(fields: Fields) -> dict[str, _Field]:
    return {
        name.removesuffix("?"): _Field(read(kinds), optional=name.endswith("?"))
        for name, kinds in fields.items()
    }


def _breaks_of_request(before: dict[str, _Field], after: dict[str, _Field]) -> Iterator[str]:
    for name, field in before.items():
        if name not in after:
            yield f"{name} is no longer taken"
            continue
        if field.optional and not after[name].optional:
            yield f"{name} has become required"
        for kind in _uncovered(field.kinds, by=after[name].kinds):
            yield f"{name} no longer takes {kind}, but {_listed(after[name].kinds)}"
    for name, field in after.items():
        part_of_new = _parent(name) in after and _parent(name) not in before
        if name not in before and not field.optional and not part_of_new:
            yield f"{name} is new and required"


def _breaks_of_answer(before: dict[str, _Field], after: dict[str, _Field]) -> Iterator[str]:
    for name, field in before.items():
        if name not in after:
            yield f"{name} is no longer sent"
            continue
        if after[name].optional and not field.optional:
            yield f"{name} may be missing now"
        for kind in _uncovered(after[name].kinds, by=field.kinds):
            yield f"{name} may be {kind} now, which it was not: {_listed(field.kinds)}"


def _uncovered(kinds: Kinds, *, by: Kinds) -> Kinds:
    return [kind for kind in kinds if not any(_covers(wide, kind) for wide in by)]


def _covers(wide: str, narrow: str) -> bool:
    """Whether each value of the one kind is of the other too."""
    if wide in (narrow, "any"):
        return True
    outer, low, high = _parsed(wide)
    inner, lowest, highest = _parsed(narrow)
    if not (outer in (inner, _WIDER.get(inner)) or inner.startswith(f"{outer} ")):
        return False
    return VALUE in inner or (low <= lowest and highest <= high)


def _parsed(kind: str) -> tuple[str, Decimal, Decimal]:
    """Type with format or value, and the bounds."""
    name, _, bounds = kind.rpartition(" ")
    if VALUE in kind or ".." not in bounds:
        return kind, -_NO_BOUND, _NO_BOUND
    low, _, high = bounds.partition("..")
    return name, Decimal(low or -_NO_BOUND), Decimal(high or _NO_BOUND)


def _parent(name: str) -> str:
    """`body.lines[].price` stands in `body.lines[]`, that in `body.lines`."""
    return name.removesuffix("[]") if name.endswith("[]") else name.rpartition(".")[0]


def _listed(kinds: Kinds) -> str:
    return " or ".join(kinds)
