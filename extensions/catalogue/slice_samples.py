"""What a slice is tested with, as source: `tests/domain/<plural>`."""

from .code import call, imports, literal
from .resource_fields import ResourceField
from .slice_names import ROW_COLUMNS, listed
from .slice_references import SliceReferences


class SliceSamples(SliceReferences):
    """The sample that the contract suite goes by, and the tests of the service."""

    @property
    def sample_fields(self) -> list[str]:
        return [_sample_field(field) for field in self.fields]

    @property
    def sample_arguments(self) -> list[str]:
        """Which fields are what, and which values they refuse."""
        picked = {
            "required": [f.attribute for f in self.fields if f.required and f.default is None],
            "optional": [f.attribute for f in self.fields if not f.required and f.default is None],
            "unique": [f.attribute for f in self.unique_fields],
            "folded": [f.attribute for f in self.unique_fields if f.shape.folded],
            "searchable": [f.attribute for f in self.fields if f.searchable],
        }
        named = {kind: list(map(literal, names)) for kind, names in picked.items()}
        values = named | {"texts": self._sample_texts, "faults": self._sample_faults}
        orders = [f"{literal(name)}: {order}" for name, order in self._sample_orders.items()]
        return [
            *(listed(f"{kind}=", items, indent=4) for kind, items in values.items()),
            listed("sortable=", orders, indent=4, brackets="{}"),
            *self.sample_references,
        ]

    @property
    def _sample_texts(self) -> list[str]:
        """The fields that hold a text of any form, with their limits."""
        return [
            f"samples.Text({literal(f.attribute)}, {f.shortest}, {f.longest}, "
            f"trimmed={f.type != 'text'})"
            for f in self.fields
            if f.type in ("string", "text")
        ]

    @property
    def _sample_faults(self) -> list[str]:
        faults = []
        for field in self.fields:
            bad = [*field.shape.bad, *(["None"] if field.required else [])]
            faults += [f"({literal(field.attribute)}, {value})" for value in bad]
        return faults

    @property
    def _sample_orders(self) -> dict[str, str]:
        """What a list may be sorted by, and what puts its values into that order."""
        orders = {field.attribute: field.shape.order for field in self.fields if field.sortable}
        return orders | dict.fromkeys(ROW_COLUMNS, "samples.utc")

    @property
    def test_conflicts(self) -> str:
        pairs = [
            f"{literal(f.attribute)}: errors.{self.taken_error(f)}" for f in self.unique_fields
        ]
        return listed("CONFLICTS: dict[str, type[Conflict]] = ", pairs, brackets="{}", tail="")

    @property
    def test_imports(self) -> str:
        return imports(
            {
                self.here: ["errors", "schemas"],
                f"{self.here}.service": [f"{self.class_name}Service as Service"],
                "app.http.errors": ["Conflict"],
                "app.http.etags": ["Precondition"],
                "app.http.pagination": ["Cursors"],
                "app.utils.identifiers": ["new_id"],
                f"tests.domain.{self.plural}.sample": ["SAMPLE"],
                "tests.fakes": ["InMemoryRepository"],
                "tests.running": ["run"],
            }
        )


def _sample_field(field: ResourceField) -> str:
    name, good = literal(field.attribute), field.shape.good
    if field.type == "enum":
        values = map(literal, field.values or ())
        return call(f"{name}: samples.pick", ["n", *values], indent=8, tail=",")
    return f"{name}: {good},"
