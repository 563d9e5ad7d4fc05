"""What a slice does for its references, as source: its parents, its filter, its nested lists."""

from typing import NamedTuple

from . import naming
from .code import call, literal
from .resource_fields import ResourceField
from .slice_names import ROW_COLUMNS, Columns, SliceNames, listed


class NestedList(NamedTuple):
    """The list of those that refer to one row of a parent."""

    reference: ResourceField
    place: str
    """Its path, with `{}` for the parent's id."""

    @property
    def name(self) -> str:
        return self.reference.name

    @property
    def parameter(self) -> str:
        return self.reference.attribute

    def path(self, form: str) -> str:
        """As a framework writes it: `form` is `{%s}` or `<%s>`."""
        return self.place.format(form % self.parameter)

    def route(self, form: str) -> str:
        return call("@nested.get", [literal(self.path(form))])

    def answer(self, service: str) -> str:
        """What the handler ends with; `service` is how it comes by its own."""
        asked = f"{service}.page_of({literal(self.parameter)}, {self.parameter}, query)"
        return call("return page", [asked], indent=4)


class SliceReferences(SliceNames):
    """A resource that refers to none has nothing of it."""

    @property
    def nested_lists(self) -> list[NestedList]:
        """One a reference. Where two lead to one parent, the name of each tells them apart."""
        parents = [reference.parent for reference in self.references]
        own = self.path.removeprefix(API)
        made = []
        for reference in self.references:
            above = self.targets[reference.parent].path.removeprefix(API)
            by = "" if parents.count(reference.parent) == 1 else f"-by-{_hyphened(reference)}"
            made.append(NestedList(reference, f"{above}/{{}}{own}{by}"))
        return made

    def nested_handler(self, nested: NestedList, *parameters: str, prefix: str = "") -> str:
        """The head of a handler: `def list_payments_of_company(...) -> Response:`."""
        head = f"{prefix}def list_{self.plural}_of_{nested.name}"
        return call(head, parameters, tail=" -> Response:")

    @property
    def routers(self) -> list[str]:
        return ["router", *(["nested"] if self.references else [])]

    @property
    def list_query(self) -> str:
        """What the whole list takes: more than a list does that has a parent already."""
        return f"{self.class_name}{'Filter' if self.references else 'Query'}"

    @property
    def filter_classes(self) -> list[list[str]]:
        """The fields of the one class, or none."""
        kinds = [
            (reference.attribute, f"{self.class_name}{naming.pascal(reference.attribute)}")
            for reference in self.references
        ]
        fields = [f"{name}: {kind} | None = None" for name, kind in kinds]
        return [fields] if fields else []

    def parents(self, form: str, *, indent: int) -> list[str]:
        """The argument that gives the service those of its parents, as `form` finds them."""
        pairs = [
            f"{literal(reference.attribute)}: {form % self._finds(form, reference)}"
            for reference in self.references
        ]
        return [listed("parents=", pairs, indent=indent, brackets="{}")] if pairs else []

    def _finds(self, form: str, reference: ResourceField) -> str:
        """By its plural, or by the alias that Django's configuration has."""
        parent = self.targets[reference.parent]
        return parent.service_alias if form.endswith("Config.service") else parent.plural

    @property
    def django_parents(self) -> dict[str, str]:
        """The configurations of apps that have their services, by their modules."""
        parents = self.targets.values()
        return {f"{parent.here}.apps": f"{parent.service_alias}Config" for parent in parents}

    @property
    def orders(self) -> list[Columns]:
        """The columns of each index that a list goes by. A unique column has one already. A nested
        list goes by two: the newest first, and by cursor."""
        sortable = [field.column for field in self.fields if field.sortable and not field.unique]
        own: list[Columns] = [(column, "id") for column in (*sortable, *ROW_COLUMNS)]
        references = [field.attribute for field in self.references]
        return own + [
            columns for name in references for columns in ((name, "created_at", "id"), (name, "id"))
        ]

    # tests/domain

    @property
    def sample_imports(self) -> str:
        parents = {self.targets[reference.parent].plural for reference in self.references}
        lines = [f"from tests.domain.{plural} import sample as {plural}" for plural in parents]
        return "\n".join(["from tests import samples", *sorted(lines)])

    @property
    def sample_references(self) -> list[str]:
        made = [
            call(
                "samples.Reference",
                [
                    f"name={literal(reference.attribute)}",
                    f"to={self.targets[reference.parent].plural}.SAMPLE",
                    f"on_delete={literal(reference.on_delete or 'restrict')}",
                    f"nested={literal(API + nested.place)}",
                    f"unknown={literal(unknown_code(reference))}",
                ],
                indent=8,
                tail=",",
            )
            for reference, nested in zip(self.references, self.nested_lists, strict=True)
        ]
        if not made:
            return []
        return ["references=(", *(f"    {line}" for line in made), "),"]


API = "/api/v1"


def unknown_code(reference: ResourceField) -> str:
    return f"{reference.name.upper()}_UNKNOWN"


def emptied(fields: list[ResourceField]) -> list[str]:
    """Of an entity: which of its references a deletion clears."""
    names = [literal(f.attribute) for f in fields if f.on_delete == "set_null"]
    return [listed("emptied: ClassVar[tuple[str, ...]] = ", names, indent=4, tail="")] * bool(names)


def index_name(plural: str, columns: Columns, longest: int) -> str:
    """By what it has before the id."""
    return naming.shortened(f"ix_{plural}_{'_'.join(columns[:-1])}", longest)


def _hyphened(reference: ResourceField) -> str:
    return reference.name.replace("_", "-")
