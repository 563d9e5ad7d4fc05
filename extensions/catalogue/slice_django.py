"""A slice as a Django app, as source: its model, its admin, its initial migration."""

from collections.abc import Iterator

from . import naming
from .code import WIDTH, Nested, imports, literal, nested
from .field_types import LONGEST_INDEXED, MOST_BESIDE_ID
from .resource_fields import ResourceField
from .slice_names import OWNER, Columns, listed
from .slice_references import SliceReferences, index_name

Items = list[str | Nested]

_LONGEST_INDEX = 30
"""Characters of an index's name: Django's own limit."""


_OWNER_OPTIONS = ("db_index=True", "editable=False", "null=True")
"""As `app.infrastructure.database.ownership` of a service has it."""


class SliceDjango(SliceReferences):
    """The model and the migration are made of the same parts, so that they agree."""

    @property
    def ready_imports(self) -> list[str]:
        """What a service is made of, inside of a method: the repository, and its parents' apps.
        Django would take one of those for this app, were it among the names of the module."""
        wanted = {f"{self.here}.repository": f"{self.class_name}Repository", **self.django_parents}
        wanted["app.infrastructure.database.port"] = "Database"
        return [_inner_import(module, wanted[module]) for module in sorted(wanted)]

    @property
    def django_apps_imports(self) -> str:
        return imports(
            {
                "typing": ["ClassVar"],
                "django.apps": ["AppConfig"],
                "django.conf": ["settings"],
                f"{self.here}.service": [f"{self.class_name}Service"],
                "app.http.pagination": ["Cursors"],
            }
        )

    # models.py

    @property
    def django_model_imports(self) -> str:
        enums = [
            f"{self.class_name}{naming.pascal(f.name)}" for f in self.fields if f.type == "enum"
        ]
        return imports(
            {
                "decimal": ["Decimal"] if self._has_decimal_bounds else [],
                "typing": ["get_args"] if enums else [],
                "django.db": ["models"],
                f"{self.here}.schemas": enums,
                "app.infrastructure.database.fields": self._own_fields,
                "app.infrastructure.database.models": ["Record"],
                "app.infrastructure.database.references": self._foreign_keys,
            }
        )

    @property
    def django_fields(self) -> list[str]:
        lines: list[str] = []
        for field in self.fields:
            made = Nested(f"{field.name} = {_kind(field)}", self._options(field))
            lines.append(nested(made, indent=4))
            if field.is_folded:
                twin = Nested(f"{field.column} = {_twin(field)}", _twin_options(field))
                lines.append(nested(twin, indent=4))
        return lines

    @property
    def django_title(self) -> str:
        """What a row is called in the admin."""
        for field in self.fields:
            if field.type in ("string", "email"):
                name = f"self.{field.name}"
                return name if field.required else f"{name} or str(self.id)"
        return "str(self.id)"

    def django_constraints(self, indent: int) -> list[str]:
        made: list[Nested] = []
        for field in self.fields:
            for condition in _conditions(field):
                name = f"ck_{self.plural}_{field.name}_allowed"
                query = Nested("condition=models.Q", [condition])
                made.append(Nested("models.CheckConstraint", [query, f"name={literal(name)}"]))
        for field in self.unique_fields:
            arguments = [
                f"fields=[{literal(field.column)}]",
                f"name={literal(self.constraint(field))}",
            ]
            made.append(Nested("models.UniqueConstraint", [*arguments]))
        for field in self.references:
            arguments = [
                f"column={literal(field.attribute)}",
                f"table={literal(self.targets[field.parent].plural)}",
                f"on_delete={literal(field.deletion)}",
                f"name={literal(self.foreign_key(field))}",
            ]
            made.append(Nested("ForeignKeyConstraint", [*arguments]))
        return [nested(constraint, indent=indent, tail=",") for constraint in made]

    def django_indexes(self, indent: int) -> list[str]:
        made = [
            Nested("models.Index", [f"fields=[{self._in_index(columns)}]", f"name={literal(name)}"])
            for name, columns in self._indexed
        ]
        return [nested(index, indent=indent, tail=",") for index in made]

    # migrations/0001_initial.py

    @property
    def django_migration_imports(self) -> str:
        return imports(
            {
                "decimal": ["Decimal"] if self._has_decimal_bounds else [],
                "django.db": ["migrations", "models"],
                "app.infrastructure.database.fields": self._own_fields,
                "app.infrastructure.database.references": self._foreign_keys,
                "app.utils.clock": ["now"],
                "app.utils.identifiers": ["new_id"],
            }
        )

    @property
    def django_migration_fields(self) -> list[str]:
        moment: Items = ["default=now", "editable=False"]
        fields: list[tuple[str, str, Items]] = [
            (
                "id",
                "models.UUIDField",
                ["default=new_id", "editable=False", "primary_key=True", "serialize=False"],
            ),
            ("version", "models.IntegerField", ["default=1", "editable=False"]),
            ("created_at", "models.DateTimeField", moment),
            ("updated_at", "models.DateTimeField", moment),
        ]
        if self.is_owned:
            fields.append((OWNER, "models.UUIDField", [*_OWNER_OPTIONS]))
        for field in self.fields:
            options = self._options(field, literally=True)
            fields.append((field.name, _kind(field), options))
            if field.is_folded:
                fields.append((field.column, _twin(field), _twin_options(field)))
        pairs = [Nested("", [literal(n), Nested(kind, options)]) for n, kind, options in fields]
        return [nested(pair, indent=16, tail=",") for pair in pairs]

    # admin.py

    @property
    def admin_list(self) -> str:
        shown = [f.name for f in self.fields if f.type not in ("text", "json")][:4]
        return listed(
            "list_display = ",
            [literal(name) for name in [*shown, "created_at"]],
            indent=4,
            tail="",
        )

    @property
    def admin_search(self) -> str:
        return listed(
            "search_fields = ",
            [literal(f.name) for f in self.fields if f.searchable],
            indent=4,
            tail="",
        )

    @property
    def _indexed(self) -> Iterator[tuple[str, Columns]]:
        """Name and columns of the index behind each order of the list. A unique column has one."""
        for columns in self.orders:
            yield index_name(self.plural, columns, _LONGEST_INDEX), columns

    def _in_index(self, columns: Columns) -> str:
        """With the id, which breaks ties, but where MySQL has no room for it beside a text."""
        too_long = {f.column for f in self.fields if f.is_folded and f.longest * 3 > MOST_BESIDE_ID}
        kept = columns[:1] if columns[0] in too_long else columns
        return ", ".join(map(literal, kept))

    @property
    def _own_fields(self) -> set[str]:
        """The classes of ours among the fields."""
        twins = {_twin(field) for field in self.fields if field.is_folded}
        kinds = {_kind(field) for field in self.fields}
        return twins | {kind for kind in kinds if not kind.startswith("models.")}

    @property
    def _has_decimal_bounds(self) -> bool:
        return any(f.type == "decimal" and _conditions(f) for f in self.fields)

    def _options(self, field: ResourceField, *, literally: bool = False) -> Items:
        options: Items = []
        if field.is_reference:
            options += self._referring(field, literally=literally)
        if field.type in ("string", "url", "email"):
            options.append(f"max_length={field.longest}")
        if field.type == "enum":
            options += self._choices(field, literally=literally)
        if field.type == "decimal":
            precision, scale = field.digits
            options += [f"max_digits={precision}", f"decimal_places={scale}"]
        return options if field.required else [*options, "null=True", "blank=True"]

    def _referring(self, field: ResourceField, *, literally: bool) -> Items:
        """No index and no constraint of Django's own: the model has both, as it needs them. And no
        way back: what is referred to knows nothing of it."""
        parent = self.targets[field.parent]
        record = f"{parent.class_name}Record"
        target = literal(f"{parent.label}.{record.lower() if literally else record}")
        action = (field.on_delete or "restrict").upper()
        own: Items = ["db_constraint=False", "db_index=False"]
        back = 'related_name="+"'
        if literally:
            return [*own, f"on_delete=models.{action}", back, f"to={target}"]
        return [target, f"models.{action}", *own, back]

    @property
    def _foreign_keys(self) -> list[str]:
        return ["ForeignKeyConstraint"] if self.references else []

    @property
    def django_dependencies(self) -> str:
        """The migrations that made what this table refers to."""
        parents = sorted({self.targets[field.parent].label for field in self.references})
        pairs = [f'({literal(label)}, "0001_initial")' for label in parents]
        return listed("dependencies = ", pairs, indent=4, brackets="[]", tail="")

    @property
    def admin_references(self) -> list[str]:
        """A row is named by its id: a menu of them all has no end."""
        names = [literal(field.name) for field in self.references]
        return [listed("raw_id_fields = ", names, indent=4, tail="")] * bool(names)

    def _choices(self, field: ResourceField, *, literally: bool) -> Items:
        """A model takes the values from the schema; a migration keeps what they were."""
        values = [literal(value) for value in field.values or ()]
        longest = f"max_length={max(map(len, field.values or ()))}"
        if literally:
            pairs: Items = [Nested("", [value, value]) for value in values]
            return [longest, Nested("choices=", pairs, "[]")]
        alias = f"{self.class_name}{naming.pascal(field.name)}"
        return [longest, f"choices=[(v, v) for v in get_args({alias})]"]


def _inner_import(module: str, name: str) -> str:
    flat = f"from {module} import {name}"
    if 8 + len(flat) <= WIDTH:
        return flat
    return f"from {module} import (\n{' ' * 12}{name},\n{' ' * 8})"


def _kind(field: ResourceField) -> str:
    if field.type in ("string", "url", "email") and field.longest > LONGEST_INDEXED:
        return "LongUrl" if field.type == "url" else "LongLine"
    return "Document" if field.type == "json" else f"models.{_KINDS[field.type]}"


_KINDS = {
    "string": "CharField",
    "text": "TextField",
    "integer": "BigIntegerField",
    "decimal": "DecimalField",
    "boolean": "BooleanField",
    "date": "DateField",
    "datetime": "DateTimeField",
    "uuid": "UUIDField",
    "reference": "ForeignKey",
    "url": "URLField",
    "email": "EmailField",
    "enum": "CharField",
}


def _twin(field: ResourceField) -> str:
    """What is in no index may be of any length."""
    in_index = field.unique or field.sortable
    return "FoldedLine" if in_index and field.type != "text" else "FoldedText"


def _twin_options(field: ResourceField) -> Items:
    options: Items = [f"folds={literal(field.name)}"]
    if _twin(field) == "FoldedLine":
        options.append(f"max_length={field.longest * 3}")
    return options if field.required else [*options, "null=True"]


def _conditions(field: ResourceField) -> list[str | Nested]:
    """What the table itself holds a value to, as the argument of a Q; none or one."""
    match field.type:
        case "string" | "text":
            return [
                Nested(f"{field.name}__length__range=", [str(field.shortest), str(field.longest)])
            ]
        case "url" | "email":
            return [f"{field.name}__length__lte={field.longest}"]
        case "enum":
            values: Items = [literal(value) for value in field.values or ()]
            return [Nested(f"{field.name}__in=", values, "[]")]
        case "integer" | "decimal":
            return _range(field)
    return []


def _range(field: ResourceField) -> list[str | Nested]:
    low, high = (
        None if bound is None else f'Decimal("{bound}")' if field.type == "decimal" else str(bound)
        for bound in field.bounds
    )
    if low is not None and high is not None:
        return [Nested(f"{field.name}__range=", [low, high])]
    if low is not None:
        return [f"{field.name}__gte={low}"]
    return [f"{field.name}__lte={high}"] if high is not None else []
