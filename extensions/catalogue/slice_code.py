"""A slice's code as source: service, repository, operations, schemas."""

from decimal import Decimal
from typing import Any

from . import naming
from .code import WIDTH, call, declaration, imports, literal
from .resource_fields import ResourceField
from .slice_names import add_imports, listed, optional
from .slice_references import SliceReferences, emptied


class SliceCode(SliceReferences):
    """One section a file of the slice."""

    # service.py

    @property
    def service_imports(self) -> str:
        return imports(
            {
                f"{self.here}.errors": [f"{self.class_name}{e}" for e in ("Changed", "NotFound")],
                f"{self.here}.schemas": [self.class_name],
                "app.resources.service": ["ResourceService"],
            }
        )

    # repository.py

    @property
    def conflicts(self) -> str:
        pairs = [
            f'"{self.constraint(field)}": {self.taken_error(field)}' for field in self.unique_fields
        ]
        pairs += [
            f'"{self.foreign_key(reference)}": {self.unknown_error(reference)}'
            for reference in self.references
        ]
        block = listed("conflicts = ", pairs, indent=4, brackets="{}", tail="")
        lines = [
            f"{line}  # noqa: E501" if len(line) > WIDTH else line for line in block.split("\n")
        ]
        return "\n".join(lines)

    @property
    def repository_imports(self) -> str:
        return imports(
            {
                f"{self.here}.errors": [*self.taken_errors, *self.unknown_errors],
                f"{self.here}.models": [f"{self.class_name}Record"],
                f"{self.here}.schemas": [self.class_name],
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
            lines.append(f"    {listed('taken=', self.taken_errors, indent=4)}\n")
        if self.unknown_errors:
            lines.append(f"    {listed('unknown=', self.unknown_errors, indent=4)}\n")
        return f"{self.constant} = ResourceOperations(\n{''.join(lines)})"

    @property
    def operation_imports(self) -> str:
        errors = [f"{self.class_name}Changed", f"{self.class_name}NotFound"]
        errors += [*self.taken_errors, *self.unknown_errors]
        return imports(
            {
                f"{self.here}.errors": errors,
                f"{self.here}.schemas": [self.class_name],
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
        if emptied(self.fields):
            wanted["typing"].add("ClassVar")
        if any(field.required for field in self.fields):
            wanted["app.resources.payloads"].add("absent")
        for field in self.fields:
            add_imports(wanted, field.shape.python_imports)
            add_imports(wanted, field.shape.payload_imports)
        return imports(wanted)

    @property
    def aliases(self) -> list[str]:
        """A name for the type of each field, and for what a list may be sorted by."""
        sorts = [literal(f"{sign}{name}") for name in self.sorts for sign in ("", "-")]
        return [
            *(_alias_of(field, self.alias(field)) for field in self.fields),
            call(f"{self.class_name}Sort = Literal", sorts, brackets="[]"),
        ]

    @property
    def entity_fields(self) -> list[str]:
        kinds = [self.alias(f) if f.type == "enum" else f.shape.python for f in self.fields]
        fields = [
            f"{field.attribute}: {optional(field, kind)}"
            for field, kind in zip(self.fields, kinds, strict=True)
        ]
        return [*emptied(self.fields), *fields]

    @property
    def create_fields(self) -> list[str]:
        lines = []
        for field in self.fields:
            kind = optional(field, self.alias(field))
            default = "" if field.required else "None"
            if field.default is not None:
                default = _default(field)
            bare = f"{field.attribute}: {kind}"
            lines.append(declaration(field.attribute, kind, default) if default else bare)
        return lines

    @property
    def patch_fields(self) -> list[str]:
        return [
            declaration(
                field.attribute,
                optional(field, self.alias(field)),
                "absent()" if field.required else "None",
            )
            for field in self.fields
        ]

    @property
    def example(self) -> str:
        pairs = [f"{literal(f.attribute)}: {literal_of(f.shape.example)}" for f in self.fields]
        return "{\n" + "".join(f"    {pair},\n" for pair in pairs) + "}"

    def alias(self, field: ResourceField) -> str:
        return f"{self.class_name}{naming.pascal(field.attribute)}"


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


def _default(field: ResourceField) -> str:
    if field.type == "decimal":
        return f'Decimal("{round(Decimal(str(field.default)), field.digits[1])}")'
    return literal(field.default)
