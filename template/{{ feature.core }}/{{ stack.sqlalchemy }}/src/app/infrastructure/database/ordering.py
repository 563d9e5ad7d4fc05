"""The two directions of a list, in which rows without a value have the same place everywhere.

PostgreSQL takes what is empty for the largest value, and its indexes are in that order. SQLite can
be told so. MySQL takes it for the smallest and knows no NULLS LAST, so it has to sort by two.
"""

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class Rising(FunctionElement[Any]):
    """`Rising(column)`: the smallest first, what is empty last."""

    inherit_cache = True


class Falling(FunctionElement[Any]):
    """`Falling(column)`: what is empty first, then the largest."""

    inherit_cache = True


@compiles(Rising)
def _rising(element: Rising, compiler: SQLCompiler, **options: Any) -> str:
    return f"{compiler.process(element.clauses, **options)} ASC NULLS LAST"


@compiles(Falling)
def _falling(element: Falling, compiler: SQLCompiler, **options: Any) -> str:
    return f"{compiler.process(element.clauses, **options)} DESC NULLS FIRST"


@compiles(Rising, "mysql")
def _rising_on_mysql(element: Rising, compiler: SQLCompiler, **options: Any) -> str:
    column = compiler.process(element.clauses, **options)
    return f"{column} IS NULL, {column} ASC"


@compiles(Falling, "mysql")
def _falling_on_mysql(element: Falling, compiler: SQLCompiler, **options: Any) -> str:
    column = compiler.process(element.clauses, **options)
    return f"{column} IS NOT NULL, {column} DESC"
