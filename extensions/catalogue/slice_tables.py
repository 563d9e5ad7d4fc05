"""A slice's table as source: `models.py`, and its part of the initial migration."""

from collections.abc import Iterable

from .code import call, imports, literal, pieces
from .resource_fields import ResourceField
from .slice_names import ROW_COLUMNS, SliceNames, add_imports, optional


class SliceTables(SliceNames):
    """Both are made here, so that they agree."""

    @property
    def model_imports(self) -> str:
        wanted: dict[str, set[str]] = {
            "sqlalchemy": {"Index", *(["CheckConstraint"] if self._checks else [])},
            "sqlalchemy.orm": {"Mapped", "mapped_column"},
            "app.infrastructure.database.models": {"Record"},
        }
        for field in self.fields:
            add_imports(wanted, field.shape.column_imports)
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
            if field.unique and not field.is_folded:
                arguments.append("unique=True")
            lines.append(_mapped(field.name, optional(field, kind), arguments))
            if field.is_folded:
                twin = [_twin(field)[1], *(["unique=True"] if field.unique else [])]
                twin.append(f'info={{"folds": "{field.name}"}}')
                lines.append(_mapped(field.column, optional(field, "str"), twin))
        return lines

    @property
    def table_args(self) -> list[str]:
        checks = [
            call(
                "CheckConstraint",
                [pieces(condition, indent=12), f"name={literal(name)}"],
                indent=8,
                tail=",",
            )
            for name, condition in self._checks
        ]
        indexes = [
            call("Index", [literal(name), *map(literal, columns)], indent=8, tail=",")
            for name, columns in self.indexes
        ]
        return [*checks, *indexes]

    @property
    def _checks(self) -> list[tuple[str, str]]:
        """Name and condition of each CHECK constraint."""
        return [
            (f"{field.name}_allowed", field.shape.check.format(column=field.name))
            for field in self.fields
            if field.shape.check
        ]

    @property
    def indexes(self) -> list[tuple[str, tuple[str, ...]]]:
        """Name and columns of the index behind each order of the list. A unique column has one."""
        sorted_by = [field.column for field in self.fields if field.sortable and not field.unique]
        return [
            (f"ix_{self.plural}_{column}", (column, "id")) for column in (*sorted_by, *ROW_COLUMNS)
        ]

    @property
    def migration_items(self) -> list[str]:
        """Columns and constraints of the table, as Alembic writes them."""
        items = [_column("id", "sa.Uuid()", False), _column("version", "sa.Integer()", False)]
        for field in self.fields:
            items.append(_column(field.name, _migration_type(field), not field.required))
            if field.is_folded:
                items.append(
                    _column(field.column, f"columns.{_twin(field)[1]}", not field.required)
                )
        items += [_column(name, "columns.MOMENT", False) for name in ROW_COLUMNS]
        items += [
            _constraint(
                "sa.CheckConstraint", [pieces(condition, indent=12)], f"ck_{self.plural}_{name}"
            )
            for name, condition in self._checks
        ]
        items.append(_constraint("sa.PrimaryKeyConstraint", ['"id"'], f"pk_{self.plural}"))
        items += [
            _constraint("sa.UniqueConstraint", [literal(field.column)], self.constraint(field))
            for field in self.unique_fields
        ]
        return items

    @property
    def migration_indexes(self) -> list[str]:
        return [
            call(
                "op.create_index",
                [literal(name), literal(self.plural), f"[{', '.join(map(literal, columns))}]"],
                indent=4,
            )
            for name, columns in self.indexes
        ]


def _twin(field: ResourceField) -> tuple[str, str]:
    """The type of a folded twin: its name, and the call that makes it."""
    if field.type == "text":
        return "folded_text", "folded_text()"
    return "folded_line", f"folded_line({field.longest})"


def _mapped(name: str, kind: str, arguments: Iterable[str]) -> str:
    return call(f"{name}: Mapped[{kind}] = mapped_column", arguments, indent=4)


def _migration_type(field: ResourceField) -> str:
    match field.type:
        case "datetime":
            return "columns.MOMENT"
        case "uuid":
            return "sa.Uuid()"
        case "decimal":
            precision, scale = field.digits
            return f"columns.ExactNumeric(precision={precision}, scale={scale})"
        case "json":
            return "sa.JSON(none_as_null=True)"
        case "string" | "url" | "email":
            return f"sa.String(length={field.longest})"
        case "enum":
            return f"sa.String(length={max(map(len, field.values or ()))})"
    return f"sa.{field.shape.column}()"


def _column(name: str, kind: str, nullable: bool) -> str:
    return call("sa.Column", [literal(name), kind, f"nullable={nullable}"], indent=8, tail=",")


def _constraint(kind: str, arguments: list[str], name: str) -> str:
    return call(kind, [*arguments, f"name=op.f({literal(name)})"], indent=8, tail=",")
