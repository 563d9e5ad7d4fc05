"""What an expression of Prometheus' language asks for, and what a service tells."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import promql_parser

FROM_PROMETHEUS = {"job", "instance"}
"""Labels that Prometheus itself gives to what it reads."""
_SERIES = re.compile(r"^([a-z_]+)(?:\{(.*)\})? \S+$", re.MULTILINE)
_LABEL = re.compile(r'([a-z_]+)="')


class Asked(NamedTuple):
    name: str
    labels: set[str]


def told(exposition: str) -> dict[str, set[str]]:
    """The labels of each series that was told, by its name."""
    found: dict[str, set[str]] = {"up": set(FROM_PROMETHEUS)}
    for name, labels in _SERIES.findall(exposition):
        found.setdefault(name, set(FROM_PROMETHEUS)).update(_LABEL.findall(labels))
    return found


def asked(expression: str) -> Iterator[Asked]:
    """Each series, with the labels that it is chosen or grouped by. Raises ValueError where the
    expression is none."""
    return _asked(promql_parser.parse(expression), set())


def unknown(expression: str, known: dict[str, set[str]]) -> list[str]:
    """What it asks for that nobody tells."""
    return [
        f"{series.name}: {sorted(series.labels - known.get(series.name, set()))}"
        for series in asked(expression)
        if series.name not in known or not series.labels <= known[series.name]
    ]


def _asked(node: Any, grouped: set[str]) -> Iterator[Asked]:
    if hasattr(node, "matchers"):
        yield Asked(node.name, grouped | {matcher.name for matcher in node.matchers.matchers})
        return
    modifier = getattr(node, "modifier", None)
    here = grouped | set(getattr(modifier, "labels", None) or ())
    for name in ("expr", "lhs", "rhs", "vector_selector"):
        if hasattr(node, name):
            yield from _asked(getattr(node, name), here)
    for argument in getattr(node, "args", ()):
        yield from _asked(argument, here)
