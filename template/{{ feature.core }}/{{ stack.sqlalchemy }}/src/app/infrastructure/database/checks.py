"""Conditions of CHECK constraints, as every database understands them.

Not SQL texts, as databases differ in which names have to be quoted, and in what a length counts.
Each is shown as it is called, which is how a migration writes it down.
"""

import json
from typing import Any

from sqlalchemy import ColumnElement, column, func, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import char_length


class Condition(ColumnElement[bool]):
    """What must hold of a column."""

    inherit_cache = False

    def __init__(self, holds: ColumnElement[bool], function: str, *arguments: str | int) -> None:
        self.holds = holds
        self._call = f"{function}({', '.join(map(_literal, arguments))})"

    def __repr__(self) -> str:
        return self._call


def length_between(name: str, shortest: int, longest: int) -> Condition:
    """A text has that many characters, whatever number of bytes they take."""
    holds = func.char_length(column(name)).between(shortest, longest)
    return Condition(holds, "length_between", name, shortest, longest)


def between(name: str, least: str | int, most: str | int) -> Condition:
    """A number lies within bounds. That of a decimal is a text, which is exact."""
    holds = column(name).between(_number(least), _number(most))
    return Condition(holds, "between", name, least, most)


def at_least(name: str, least: str | int) -> Condition:
    return Condition(column(name) >= _number(least), "at_least", name, least)


def at_most(name: str, most: str | int) -> Condition:
    return Condition(column(name) <= _number(most), "at_most", name, most)


def one_of(name: str, *values: str) -> Condition:
    return Condition(column(name).in_(values), "one_of", name, *values)


def _number(value: str | int) -> ColumnElement[Any]:
    return literal_column(str(value))


def _literal(value: str | int) -> str:
    return json.dumps(value, ensure_ascii=False)


@compiles(Condition)
def _condition(element: Condition, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.holds, **options)


@compiles(char_length, "sqlite")
def _char_length(element: char_length, compiler: SQLCompiler, **options: Any) -> str:
    """SQLite calls it `length`. On MySQL that would count bytes."""
    return f"length{compiler.process(element.clause_expr, **options)}"
