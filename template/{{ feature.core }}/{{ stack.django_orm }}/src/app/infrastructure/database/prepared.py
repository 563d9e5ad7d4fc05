"""A query of Django's ORM that is compiled once, and run ever after with other values.

`Bound` stands in a queryset where a value will be: `Prepared(rows.filter(pk=Bound("key", field)))`,
then `.rows(key=...)`. The ORM makes the SQL and knows every database; what it costs, it costs once.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Expression, Field, Model, Q, QuerySet
from django.db.models.sql import DeleteQuery, InsertQuery, Query, UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

Row = Any
"""Has the columns as attributes."""
Values = Mapping[str, Any]
Convert = Callable[[Any, Any, Any], Any]

_database: Any = connection
"""Of this thread: a `PooledWrapper`, which Django types as any wrapper."""


class Slot(NamedTuple):
    """A parameter whose value comes when the statement runs."""

    name: str
    field: Any


class Bound(Expression):
    """The place of a value, which goes to the database as this field's values do."""

    def __init__(self, name: str, field: Any) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, Any]:
        return "%s", [Slot(self.name, self.output_field)]


class Prepared:
    """A statement; `bounded` adds LIMIT and OFFSET, which the ORM has as numbers in the text."""

    def __init__(self, query: QuerySet[Any, Any] | Query, *, bounded: Sequence[str] = ()) -> None:
        self._query = query if isinstance(query, Query) else query.query
        self._bounded = tuple(bounded)
        self._compiled: _Compiled | None = None

    def rows(self, **values: Any) -> list[Row]:
        """Every row."""
        compiled = self._compile()
        found = _database.rows(compiled.sql, self._parameters(compiled, values))
        return [compiled.row(columns) for columns in found]

    def run(self, **values: Any) -> int:
        """The number of rows changed."""
        compiled = self._compile()
        return _database.changed(compiled.sql, self._parameters(compiled, values))

    def _parameters(self, compiled: "_Compiled", values: Values) -> list[Any]:
        given = [_value(parameter, values) for parameter in compiled.parameters]
        return given + [values[name] for name in self._bounded]

    def _compile(self) -> "_Compiled":
        """When it is first run: a server's version may matter, and a lock needs a transaction."""
        if self._compiled is None:
            self._compiled = _Compiled(self._query, self._bounded)
        return self._compiled


class _Compiled:
    def __init__(self, query: Query, bounded: Sequence[str]) -> None:
        compiler = query.get_compiler(connection=connection)
        made = compiler.as_sql()
        sql, self.parameters = made[0] if isinstance(made, list) else made
        self.sql = sql + "".join(f" {name.upper()} %s" for name in bounded)
        names = [*query.values_select, *query.annotation_select]
        self._row_class = namedtuple("Row", names)  # type: ignore[misc]
        self._converters = _converters(compiler) if names else []

    def row(self, found: Sequence[Any]) -> Row:
        if self._converters:
            found = list(found)
        for place, converters, expression in self._converters:
            for convert in converters:
                found[place] = convert(found[place], expression, connection)  # type: ignore[index]
        return self._row_class._make(found)


def _converters(compiler: SQLCompiler) -> list[tuple[int, list[Convert], Any]]:
    """What the values of a column go through, on this database."""
    found = compiler.get_converters([selected[0] for selected in compiler.select])
    return [(place, *converters) for place, converters in found.items()]


def _value(parameter: Any, values: Values) -> Any:
    if isinstance(parameter, Slot):
        return parameter.field.get_db_prep_save(values[parameter.name], connection)
    return parameter


def insert(model: type[Model]) -> Prepared:
    """Takes a value for each field, by its name."""
    fields = list(model._meta.concrete_fields)
    query = InsertQuery(model)
    bound = model(**{field.attname: Bound(field.attname, field) for field in fields})
    query.insert_values(fields, [bound], raw=True)
    return Prepared(query)


def update(model: type[Model], *, but: Sequence[str]) -> Prepared:
    """Takes `key`, and a value for each field `but` these."""
    kept = [field for field in model._meta.concrete_fields if field.attname not in but]
    query = UpdateQuery(model)
    query.add_update_values({field.name: Bound(field.attname, field) for field in kept})
    query.add_q(_by_key(model))
    return Prepared(query)


def update_where(model: type[Model], where: Q, *names: str, **fixed: Any) -> Prepared:
    """Takes a value for each of these fields, as `new_name`, and what `where` is bound to."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    query = UpdateQuery(model)
    query.add_update_values({**{n: Bound(f"new_{n}", fields[n]) for n in names}, **fixed})
    query.add_q(where)
    return Prepared(query)


def delete(model: type[Model]) -> Prepared:
    """Takes `key`."""
    return delete_where(model, _by_key(model))


def delete_where(model: type[Model], where: Q) -> Prepared:
    """Takes what `where` is bound to."""
    query = DeleteQuery(model)
    query.add_q(where)
    return Prepared(query)


def _by_key(model: type[Model]) -> Q:
    field: Field[Any, Any] = model._meta.pk
    return Q(pk=Bound("key", field))
