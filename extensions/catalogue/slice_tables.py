"""A slice's table as source: `models.py`, and its part of the initial migration."""

from collections.abc import Iterable

from .code import argument, call, imports, literal
from .field_types import LONGEST_INDEXED, MOST_BESIDE_ID
from .resource_fields import ResourceField
from .slice_names import (
    LONGEST_IN_SQL,
    OWNER,
    ROW_COLUMNS,
    Columns,
    add_imports,
    optional,
)
from .slice_references import SliceReferences, index_name

_CHECKS = "app.infrastructure.database.checks"


class SliceTables(SliceReferences):
    """Both are made here, so that they agree."""

    @property
    def model_imports(self) -> str:
        wanted: dict[str, set[str]] = {
            "sqlalchemy": {"Index", *(["CheckConstraint"] if self._checks("") else [])},
            "sqlalchemy.orm": {"Mapped", "mapped_column"},
            "app.infrastructure.database.models": {"Record"},
        }
        for field in self.fields:
            add_imports(wanted, field.shape.column_imports)
            add_imports(wanted, {_CHECKS: field.shape.check[:1]})
            if field.is_folded:
                twin = {"app.infrastructure.database.columns": (_twin(field)[0],)}
                add_imports(wanted, twin)
        return imports(wanted)

    @property
    def columns(self) -> list[str]:
        lines = []
        for field in self.fields:
            kind = "str" if field.type == "enum" else field.shape.python
            arguments = [field.shape.column] if field.shape.column else []
            arguments += self._foreign_key_of(field)
            if field.unique and not field.is_folded:
                arguments.append("unique=True")
            lines.append(_mapped(field.attribute, optional(field, kind), arguments))
            if field.is_folded:
                twin = [_twin(field)[1], *(["unique=True"] if field.unique else [])]
                twin.append(f'info={{"folds": "{field.attribute}"}}')
                lines.append(_mapped(field.column, optional(field, "str"), twin))
        return lines

    @property
    def table_args(self) -> list[str]:
        checks = [
            call("CheckConstraint", [condition, f"name={literal(name)}"], indent=8, tail=",")
            for name, condition in self._checks("")
        ]
        indexes = [
            call(
                "Index",
                [*map(literal, (name, *columns)), *self._index_options(columns[0])],
                indent=8,
                tail=",",
            )
            for name, columns in self.indexes
        ]
        return [*checks, *indexes]

    def _foreign_key_of(self, field: ResourceField) -> list[str]:
        if not field.is_reference:
            return []
        target = [literal(f"{self.targets[field.parent].plural}.id"), _on_delete(field)]
        return [call("ForeignKey", target)]

    def _checks(self, module: str) -> list[tuple[str, str]]:
        """Name and condition of each CHECK constraint, its function called with that prefix."""
        return [
            (
                f"{field.attribute}_allowed",
                argument(f"{module}{field.shape.check[0]}", _check_arguments(field), indent=12),
            )
            for field in self.fields
            if field.shape.check
        ]

    @property
    def indexes(self) -> list[tuple[str, Columns]]:
        """Name and columns of the index behind each order of the list. A unique column has one."""
        return [(index_name(self.plural, each, LONGEST_IN_SQL), each) for each in self.orders]

    def _index_options(self, column: str) -> list[str]:
        """Where MySQL's index has no room for all of a text beside the id: for its beginning."""
        lengths = {field.column: field.longest * 3 for field in self.fields if field.is_folded}
        if lengths.get(column, 0) <= MOST_BESIDE_ID:
            return []
        return [f"mysql_length={{{literal(column)}: {MOST_BESIDE_ID}}}"]

    @property
    def migration_modules(self) -> list[str]:
        """What the initial migration takes from the service."""
        return [*(["checks"] if self._checks("") else []), "columns"]

    @property
    def migration_items(self) -> list[str]:
        """Columns and constraints of the table, as Alembic writes them."""
        items = [
            _column("id", "columns.IDENTIFIER", False),
            _column("version", "sa.Integer()", False),
        ]
        for field in self.fields:
            items.append(_column(field.attribute, _migration_type(field), not field.required))
            if field.is_folded:
                items.append(
                    _column(field.column, f"columns.{_twin(field)[1]}", not field.required)
                )
        items += [_column(name, "columns.MOMENT", False) for name in ROW_COLUMNS]
        items += [_column(OWNER, "columns.IDENTIFIER", True)] * self.is_owned
        items += [
            _constraint("sa.CheckConstraint", [condition], f"ck_{self.plural}_{name}")
            for name, condition in self._checks("checks.")
        ]
        items += [
            _constraint(
                "sa.ForeignKeyConstraint",
                [
                    f"[{literal(field.attribute)}]",
                    f"[{literal(f'{self.targets[field.parent].plural}.id')}]",
                ],
                self.foreign_key(field),
                _on_delete(field),
            )
            for field in self.references
        ]
        items.append(_constraint("sa.PrimaryKeyConstraint", ['"id"'], f"pk_{self.plural}"))
        items += [
            _constraint("sa.UniqueConstraint", [literal(field.column)], self.constraint(field))
            for field in self.unique_fields
        ]
        return [*items, *_ON_MYSQL]

    @property
    def migration_indexes(self) -> list[str]:
        return [
            call(
                "op.create_index",
                [
                    literal(name),
                    literal(self.plural),
                    f"[{', '.join(map(literal, columns))}]",
                    *self._index_options(columns[0]),
                ],
                indent=4,
            )
            for name, columns in [
                *self.indexes,
                *[(f"ix_{self.plural}_{OWNER}", (OWNER,))] * self.is_owned,
            ]
        ]


_CONSTANTS = {
    "datetime": "columns.MOMENT",
    "json": "sa.JSON(none_as_null=True)",
    "reference": "columns.IDENTIFIER",
    "text": "columns.TEXT",
    "uuid": "columns.IDENTIFIER",
}
_ON_MYSQL = ('mysql_charset="utf8mb4",', 'mysql_collate="utf8mb4_bin",', 'mysql_engine="InnoDB",')
"""As the models of a service have it for all of their tables."""


def _check_arguments(field: ResourceField) -> list[str]:
    return [literal(field.attribute), *field.shape.check[1:]]


def _twin(field: ResourceField) -> tuple[str, str]:
    """The type of a folded twin: its name, and the call that makes it."""
    if field.unique or field.sortable:
        return "folded_line", f"folded_line({field.longest})"
    return "folded_text", "folded_text()"


def _mapped(name: str, kind: str, arguments: Iterable[str]) -> str:
    return call(f"{name}: Mapped[{kind}] = mapped_column", arguments, indent=4)


def _migration_type(field: ResourceField) -> str:
    if field.type in _CONSTANTS:
        return _CONSTANTS[field.type]
    match field.type:
        case "decimal":
            precision, scale = field.digits
            return f"columns.ExactNumeric(precision={precision}, scale={scale})"
        case "string" | "url" | "email" if field.longest > LONGEST_INDEXED:
            return f"columns.long_line({field.longest})"
        case "string" | "url" | "email":
            return f"sa.String(length={field.longest})"
        case "enum":
            return f"sa.String(length={max(map(len, field.values or ()))})"
    return f"sa.{field.shape.column}()"


def _column(name: str, kind: str, nullable: bool) -> str:
    return call("sa.Column", [literal(name), kind, f"nullable={nullable}"], indent=8, tail=",")


def _constraint(kind: str, arguments: list[str], name: str, *options: str) -> str:
    return call(kind, [*arguments, f"name=op.f({literal(name)})", *options], indent=8, tail=",")


def _on_delete(reference: ResourceField) -> str:
    return f"ondelete={literal(reference.deletion)}"
