"""A statement as a driver takes it: compiled once, then only filled in."""

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect, Executable, Select
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

Convert = Callable[[Any], Any]


class Query:
    """The SQL text, the order of its arguments and the shape of its rows."""

    def __init__(self, statement: Executable, dialect: Dialect, row_base: type) -> None:
        compiled = _compiled(statement, dialect)
        self.sql = str(compiled)
        self.row_class = _row_class(statement, dialect, row_base)
        self._names = compiled.positiontup or []
        self._fixed = {n: b.effective_value for n, b in compiled.binds.items() if not b.required}
        self._encoders = {
            n: encode for n, b in compiled.binds.items() if (encode := _encoder(b.type, dialect))
        }

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """The values in the order in which the text names them; a missing one is a KeyError."""
        if self._fixed:
            values = {**self._fixed, **values}
        if self._encoders:
            values = {n: self._encoders.get(n, _same)(v) for n, v in values.items()}
        return [values[name] for name in self._names]


def _compiled(statement: Executable, dialect: Dialect) -> SQLCompiler:
    if not isinstance(statement, ClauseElement):
        raise TypeError(f"{statement!r} is not a statement")
    compiled = statement.compile(dialect=dialect)
    if not isinstance(compiled, SQLCompiler):
        raise TypeError(f"{statement!r} is not a statement")
    return compiled


def _row_class(statement: Executable, dialect: Dialect, base: type) -> type:
    """A row whose columns are attributes. Those of a SELECT are decoded as they are read."""
    if not isinstance(statement, Select):
        return type("Row", (base,), {"__getattr__": _by_name})
    columns = enumerate(statement.selected_columns)
    readers = {str(c.key): property(_reader(i, c.type, dialect)) for i, c in columns}
    return type("Row", (base,), readers)


def _by_name(row: Any, name: str) -> Any:
    try:
        return row[name]
    except KeyError:
        raise AttributeError(name) from None


def _reader(index: int, kind: Any, dialect: Dialect) -> Convert:
    decode = kind.dialect_impl(dialect).result_processor(dialect, None)
    return (lambda row: decode(row[index])) if decode else itemgetter(index)


def _encoder(kind: Any, dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _same(value: Any) -> Any:
    return value
