"""The names that a slice goes by, which several of its files have to agree on."""

from typing import Any

from pydantic import Field

from . import naming
from .code import WIDTH, imports, literal
from .resource_fields import ResourceField
from .resources import Resource

Columns = tuple[str, ...]

ROW_COLUMNS = ("created_at", "updated_at")
"""What every list can be sorted by."""
OWNER = "owner_id"
"""Whose a row is, where it is somebody's."""
LONGEST_IN_SQL = 63
"""Characters of a name: PostgreSQL's limit, the least of the three."""


_OF_DJANGO = {"admin", "app", "auth", "contenttypes", "messages", "sessions", "staticfiles"}


class SliceNames(Resource):
    """A resource with the names of its classes, errors, constraints and paths."""

    targets: dict[str, "SliceNames"] = Field(default_factory=dict)
    """The slices that it refers to, by the names of their resources."""
    is_owned: bool = False
    """Whether each row says whose it is."""

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
    def label(self) -> str:
        """The name of the Django app, which none of Django's own has."""
        return f"{self.plural}_" if self.plural in _OF_DJANGO else self.plural

    @property
    def path(self) -> str:
        return f"/api/v1/{self.plural.replace('_', '-')}"

    @property
    def searched(self) -> str:
        names = [literal(field.name) for field in self.fields if field.searchable]
        return listed("searched = ", names, indent=4, tail="")

    @property
    def sorts(self) -> list[str]:
        return [*(field.name for field in self.fields if field.sortable), *ROW_COLUMNS]

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
        bases += ["BusinessRuleBroken"] if self.references else []
        return imports({"app.http.errors": bases})

    def unknown_error(self, reference: ResourceField) -> str:
        return f"{self.class_name}{naming.pascal(reference.name)}Unknown"

    @property
    def unknown_errors(self) -> list[str]:
        return [self.unknown_error(reference) for reference in self.references]

    def foreign_key(self, reference: ResourceField) -> str:
        return f"fk_{self.plural}_{reference.attribute}"

    @property
    def here(self) -> str:
        return f"app.domain.{self.plural}"


def add_imports(wanted: dict[str, set[str]], more: Any) -> None:
    for module, names in more.items():
        wanted.setdefault(module, set()).update(names)


def optional(field: ResourceField, kind: str) -> str:
    return kind if field.required else f"{kind} | None"


def listed(
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
