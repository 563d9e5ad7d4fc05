"""Foreign keys as the service needs them: with a name, checked at once, and kept by the database.

Django's own are checked when a transaction ends, under a name that nobody chose, and what becomes
of the rows that refer to a deleted one is done by its ORM, in Python. So a `ForeignKey` of a model
has `db_constraint=False`, and this in its `constraints`.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import BaseConstraint, Model


class ForeignKeyConstraint(BaseConstraint):
    """`column` holds the id of a row of `table`; `on_delete` is SQL: RESTRICT, CASCADE..."""

    def __init__(self, *, column: str, table: str, on_delete: str, name: str) -> None:
        super().__init__(name=name)
        self.column = column
        self.table = table
        self.on_delete = on_delete

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        quote = schema_editor.quote_name
        return (
            f"CONSTRAINT {quote(self.name)} FOREIGN KEY ({quote(self.column)}) "
            f"REFERENCES {quote(self.table)} ({quote('id')}) ON DELETE {self.on_delete}"
        )

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} ADD {self.constraint_sql(model, schema_editor)}"

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        return schema_editor._delete_constraint_sql(schema_editor.sql_delete_fk, model, self.name)

    def validate(self, *_: Any, **__: Any) -> None:
        """The field does that, for forms."""

    def deconstruct(self) -> Any:
        path, arguments, options = super().deconstruct()
        return path, arguments, {**options, **self._told}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ForeignKeyConstraint) and self._told == other._told

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def _told(self) -> dict[str, str]:
        return {
            "column": self.column,
            "table": self.table,
            "on_delete": self.on_delete,
            "name": self.name,
        }


def foreign_keys_of(model: type[Model]) -> Iterator[ForeignKeyConstraint]:
    """Those of a model's table."""
    constraints = model._meta.constraints
    yield from (each for each in constraints if isinstance(each, ForeignKeyConstraint))
