"""A resource's slice as source code: the parts of its files that depend on its fields.

One section a file of the slice. The templates loop over these; they hold no rule of their own.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from . import naming
from .code import WIDTH, call, declaration, imports, literal, pieces
from .resource_fields import ResourceField
from .resources import Resource

_ROW_COLUMNS = ("created_at", "updated_at")


class Slice(Resource):
    """What templates know as `resource`."""

    @property
    def noun(self) -> str:
        return self.name.replace("_", " ")

    @property
    def nouns(self) -> str:
        return self.plural.replace("_", " ")

    @property
    def constant(self) -> str:
        return self.plural.upper()

    @property
    def service_alias(self) -> str:
        return naming.pascal(self.plural)

    @property
    def path(self) -> str:
        return f"/api/v1/{self.plural.replace('_', '-')}"

    @property
    def searched(self) -> str:
        names = [literal(field.name) for field in self.fields if field.searchable]
        return _listed("searched = ", names, indent=4, tail="")

    @property
    def sorts(self) -> list[str]:
        return [*(field.name for field in self.fields if field.sortable), *_ROW_COLUMNS]

    # errors.py

    def taken_error(self, field: ResourceField) -> str:
        return f"{self.class_name}{naming.pascal(field.name)}Taken"

    @property
    def taken_errors(self) -> list[str]:
        return [self.taken_error(field) for field in self.unique_fields]

    def constraint(self, field: ResourceField) -> str:
        return f"uq_{self.plural}_{field.column}"

    @property
    def error_imports(self) -> str:
        bases = ["NotFound", "PreconditionFailed", *(["Conflict"] if self.unique_fields else [])]
        return imports({"app.http.errors": bases})

    # __init__.py, service.py and controller.py

    @property
    def init_imports(self) -> str:
        return imports(
            {
                "fastapi": ["FastAPI"],
                "app.config": ["Settings"],
                f"{self._here}.controller": ["router"],
                f"{self._here}.repository": [f"{self.class_name}Repository"],
                f"{self._here}.service": [f"{self.class_name}Service"],
                "app.http.pagination": ["Cursors"],
            }
        )

    @property
    def service_imports(self) -> str:
        return imports(
            {
                f"{self._here}.errors": [f"{self.class_name}{e}" for e in ("Changed", "NotFound")],
                f"{self._here}.schemas": [self.class_name],
                "app.resources.service": ["ResourceService"],
            }
        )

    @property
    def controller_imports(self) -> str:
        bodies = [f"{self.class_name}{kind}" for kind in ("Create", "Patch", "Query")]
        return imports(
            {
                "typing": ["Annotated"],
                "uuid": ["UUID"],
                "fastapi": ["APIRouter", "Depends", "Query", "Request", "Response"],
                f"{self._here}.operations": [self.constant],
                f"{self._here}.schemas": bodies,
                f"{self._here}.service": [f"{self.class_name}Service"],
                "app.http.answers": ["created", "found", "no_content", "page"],
                "app.http.etags": ["Precondition"],
                "app.http.routes": ["ApiRoute", "IfMatch"],
            }
        )

    def handler(self, verb: str, *parameters: str) -> str:
        """The head of a handler: `async def list_companies(...) -> Response:`."""
        noun = self.plural if verb == "list" else self.name
        return call(f"async def {verb}_{noun}", parameters, tail=" -> Response:")

    @property
    def _here(self) -> str:
        return f"app.domain.{self.plural}"

    # repository.py

    @property
    def conflicts(self) -> str:
        pairs = [
            f'"{self.constraint(field)}": {self.taken_error(field)}' for field in self.unique_fields
        ]
        block = _listed("conflicts = ", pairs, indent=4, brackets="{}", tail="")
        lines = [
            f"{line}  # noqa: E501" if len(line) > WIDTH else line for line in block.split("\n")
        ]
        return "\n".join(lines)

    @property
    def repository_imports(self) -> str:
        return imports(
            {
                f"{self._here}.errors": self.taken_errors,
                f"{self._here}.models": [f"{self.class_name}Record"],
                f"{self._here}.schemas": [self.class_name],
                "app.infrastructure.database.repository": ["ResourceRepository"],
            }
        )

    # operations.py

    @property
    def operations(self) -> str:
        arguments = [
            self.class_name,
            f"singular={literal(self.name)}",
            f"plural={literal(self.plural)}",
            f"missing={self.class_name}NotFound",
            f"changed={self.class_name}Changed",
        ]
        lines = [f"    {argument},\n" for argument in arguments]
        if self.taken_errors:
            lines.append(f"    {_listed('taken=', self.taken_errors, indent=4)}\n")
        return f"{self.constant} = ResourceOperations(\n{''.join(lines)})"

    @property
    def operation_imports(self) -> str:
        errors = [f"{self.class_name}Changed", f"{self.class_name}NotFound", *self.taken_errors]
        return imports(
            {
                f"{self._here}.errors": errors,
                f"{self._here}.schemas": [self.class_name],
                "app.resources.operations": ["ResourceOperations"],
            }
        )

    # schemas.py

    @property
    def schema_imports(self) -> str:
        wanted: dict[str, set[str]] = {
            "typing": {"Literal"},
            "pydantic": {"ConfigDict"},
            "pydantic.config": {"JsonDict"},
            "app.resources.entity": {"Entity"},
            "app.resources.payloads": {"PageQuery", "Payload"},
        }
        if any(field.required for field in self.fields):
            wanted["app.resources.payloads"].add("absent")
        for field in self.fields:
            _add(wanted, field.shape.python_imports)
            _add(wanted, field.shape.payload_imports)
        return imports(wanted)

    @property
    def aliases(self) -> list[str]:
        """A name for the type of each field, and for what a list may be sorted by."""
        sorts = [literal(f"{sign}{name}") for name in self.sorts for sign in ("", "-")]
        return [
            *(_alias_of(field, self._alias(field)) for field in self.fields),
            call(f"{self.class_name}Sort = Literal", sorts, brackets="[]"),
        ]

    @property
    def entity_fields(self) -> list[str]:
        kinds = [self._alias(f) if f.type == "enum" else f.shape.python for f in self.fields]
        return [
            f"{field.name}: {_optional(field, kind)}"
            for field, kind in zip(self.fields, kinds, strict=True)
        ]

    @property
    def create_fields(self) -> list[str]:
        lines = []
        for field in self.fields:
            kind = _optional(field, self._alias(field))
            default = "" if field.required else "None"
            if field.default is not None:
                default = _default(field)
            bare = f"{field.name}: {kind}"
            lines.append(declaration(field.name, kind, default) if default else bare)
        return lines

    @property
    def patch_fields(self) -> list[str]:
        return [
            declaration(
                field.name,
                _optional(field, self._alias(field)),
                "absent()" if field.required else "None",
            )
            for field in self.fields
        ]

    @property
    def example(self) -> str:
        pairs = [f"{literal(f.name)}: {literal_of(f.shape.example)}" for f in self.fields]
        return "{\n" + "".join(f"    {pair},\n" for pair in pairs) + "}"

    def _alias(self, field: ResourceField) -> str:
        return f"{self.class_name}{naming.pascal(field.name)}"

    # models.py and the initial migration

    @property
    def model_imports(self) -> str:
        wanted: dict[str, set[str]] = {
            "sqlalchemy": {"Index", *(["CheckConstraint"] if self._checks else [])},
            "sqlalchemy.orm": {"Mapped", "mapped_column"},
            "app.infrastructure.database.models": {"Record"},
        }
        for field in self.fields:
            _add(wanted, field.shape.column_imports)
            if field.is_folded:
                twin = {"app.infrastructure.database.columns": (_twin(field)[0],)}
                _add(wanted, twin)
        return imports(wanted)

    @property
    def columns(self) -> list[str]:
        lines = []
        for field in self.fields:
            kind = "str" if field.type == "enum" else field.shape.python
            arguments = [field.shape.column] if field.shape.column else []
            if field.unique and not field.is_folded:
                arguments.append("unique=True")
            lines.append(_mapped(field.name, _optional(field, kind), arguments))
            if field.is_folded:
                twin = [_twin(field)[1], *(["unique=True"] if field.unique else [])]
                twin.append(f'info={{"folds": "{field.name}"}}')
                lines.append(_mapped(field.column, _optional(field, "str"), twin))
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
            (f"ix_{self.plural}_{column}", (column, "id")) for column in (*sorted_by, *_ROW_COLUMNS)
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
        items += [_column(name, "columns.MOMENT", False) for name in _ROW_COLUMNS]
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

    # the sample of the tests, and the tests of the service

    @property
    def sample_fields(self) -> list[str]:
        return [_sample_field(field) for field in self.fields]

    @property
    def sample_arguments(self) -> list[str]:
        """Which fields are what, and which values they refuse."""
        picked = {
            "required": [f.name for f in self.fields if f.required and f.default is None],
            "optional": [f.name for f in self.fields if not f.required],
            "unique": [f.name for f in self.unique_fields],
            "folded": [f.name for f in self.unique_fields if f.shape.folded],
            "searchable": [f.name for f in self.fields if f.searchable],
        }
        named = {kind: list(map(literal, names)) for kind, names in picked.items()}
        values = named | {"texts": self._sample_texts, "faults": self._sample_faults}
        orders = [f"{literal(name)}: {order}" for name, order in self._sample_orders.items()]
        return [
            *(_listed(f"{kind}=", items, indent=4) for kind, items in values.items()),
            _listed("sortable=", orders, indent=4, brackets="{}"),
        ]

    @property
    def _sample_texts(self) -> list[str]:
        """The fields that hold a text of any form, with their limits."""
        return [
            f"samples.Text({literal(f.name)}, {f.shortest}, {f.longest}, "
            f"trimmed={f.type != 'text'})"
            for f in self.fields
            if f.type in ("string", "text")
        ]

    @property
    def _sample_faults(self) -> list[str]:
        faults = []
        for field in self.fields:
            bad = [*field.shape.bad, *(["None"] if field.required else [])]
            faults += [f"({literal(field.name)}, {value})" for value in bad]
        return faults

    @property
    def _sample_orders(self) -> dict[str, str]:
        """What a list may be sorted by, and what puts its values into that order."""
        orders = {field.name: field.shape.order for field in self.fields if field.sortable}
        return orders | dict.fromkeys(_ROW_COLUMNS, "samples.utc")

    @property
    def test_conflicts(self) -> str:
        pairs = [f"{literal(f.name)}: errors.{self.taken_error(f)}" for f in self.unique_fields]
        return _listed("CONFLICTS: dict[str, type[Conflict]] = ", pairs, brackets="{}", tail="")

    @property
    def test_imports(self) -> str:
        return imports(
            {
                self._here: ["errors", "schemas"],
                f"{self._here}.service": [f"{self.class_name}Service as Service"],
                "app.http.errors": ["Conflict"],
                "app.http.etags": ["Precondition"],
                "app.http.pagination": ["Cursors"],
                "app.utils.identifiers": ["new_id"],
                f"tests.domain.{self.plural}.sample": ["SAMPLE"],
                "tests.fakes": ["InMemoryRepository"],
            }
        )


def literal_of(value: Any) -> str:
    """A JSON value as source on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(k)}: {literal_of(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal_of, value)) + "]"
    return literal(value)


def _alias_of(field: ResourceField, alias: str) -> str:
    """`CompanyName = Annotated[str, line(max_length=200)]`."""
    if field.type == "enum":
        return call(f"{alias} = Literal", map(literal, field.values or ()), brackets="[]")
    head, _, inner = field.shape.payload.partition("[")
    if not inner:
        return f"{alias} = {head}"
    return call(f"{alias} = {head}", inner[:-1].split(", ", 1), brackets="[]")


def _add(wanted: dict[str, set[str]], more: Any) -> None:
    for module, names in more.items():
        wanted.setdefault(module, set()).update(names)


def _optional(field: ResourceField, kind: str) -> str:
    return kind if field.required else f"{kind} | None"


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


def _sample_field(field: ResourceField) -> str:
    name, good = literal(field.name), field.shape.good
    if field.type == "enum":
        values = map(literal, field.values or ())
        return call(f"{name}: samples.pick", ["n", *values], indent=8, tail=",")
    return f"{name}: {good},"


def _listed(
    head: str, items: list[str], *, indent: int = 0, brackets: str = "()", tail: str = ","
) -> str:
    """A tuple or a dictionary, on one line where it fits, else one item a line."""
    opening, closing = brackets
    comma = "," if len(items) == 1 and brackets == "()" else ""
    flat = f"{head}{opening}{', '.join(items)}{comma}{closing}{tail}"
    if indent + len(flat) <= WIDTH:
        return flat
    lines = "".join(f"{' ' * (indent + 4)}{item},\n" for item in items)
    return f"{head}{opening}\n{lines}{' ' * indent}{closing}{tail}"


def _default(field: ResourceField) -> str:
    if field.type == "decimal":
        return f'Decimal("{round(Decimal(str(field.default)), field.digits[1])}")'
    return literal(field.default)
