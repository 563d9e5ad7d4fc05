"""References: what answers may say of them, and what follows for the order of resources."""

from typing import Any

import pytest

from extensions.catalogue import CatalogueError, read_resources
from extensions.catalogue.relations import parents_first, undeletable
from extensions.catalogue.slices import Slice, slices_of
from tests.support.presets import RESOURCES


def resource(name: str, *references: str, **keys: Any) -> dict[str, Any]:
    fields = [{"name": to, "type": "reference", **keys} for to in references]
    fields = fields or [{"name": "title", "type": "string"}]
    return {"name": name, "plural": f"{name}_list", "fields": fields}


def faults_of(*answer: Any) -> list[str]:
    with pytest.raises(CatalogueError) as refusal:
        read_resources(list(answer))
    return refusal.value.faults


def slices(*answer: dict[str, Any]) -> dict[str, Slice]:
    return {made.name: made for made in slices_of(read_resources(list(answer)))}


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"on_delete": "delete"}, "on_delete should be 'restrict', 'cascade' or 'set_null'"),
        ({"on_delete": "set_null"}, "can't set it to null: say required: false"),
        ({"unique": True}, "can't be unique, being of type reference"),
        ({"sortable": True}, "can't be sortable, being of type reference"),
        ({"searchable": True}, "can't be searchable"),
        ({"default": "x"}, "can't have a default, being of type reference"),
        ({"name": "other_id", "to": "other"}, "gets _id at its end by itself"),
        ({"name": "class", "to": "other"}, "is taken by Python or Django; choose another"),
        ({"name": "save", "to": "other"}, "is taken by Python or Django; choose another"),
        ({"name": "x" * 24, "to": "other"}, "must be at most 26 characters long"),
        ({"type": "uuid", "to": "other"}, "has to, which goes with reference alone"),
        ({"type": "uuid", "on_delete": "cascade"}, "has on_delete, which goes with reference"),
    ],
    ids=str,
)
def test_a_fault_of_a_reference_is_one_clear_sentence(keys: dict[str, Any], sentence: str) -> None:
    faults = faults_of(resource("other"), resource("thing") | _field(**keys))

    assert len(faults) == 1
    assert sentence in faults[0]
    assert faults[0].startswith("resource thing, field ")


def _field(**keys: Any) -> dict[str, Any]:
    return {"fields": [{"name": "other", "type": "reference", **keys}]}


def test_what_refers_to_nothing_of_the_list_is_told_what_there_is() -> None:
    faults = faults_of(resource("thing", "nobody"), resource("other", "nobody"))

    assert faults == [
        f"resource {name}, field nobody refers to nobody, which is no resource of the list: add "
        "it, or say as `to` one of other, thing."
        for name in ("thing", "other")
    ]


def test_a_reference_is_no_fault_where_what_it_leads_to_has_one() -> None:
    faults = faults_of(resource("thing", "other", "nobody"), resource("other") | {"colour": "red"})

    assert [fault.split(":")[0] for fault in faults] == [
        "resource other",
        "resource thing, field nobody refers to nobody, which is no resource of the list",
    ]


def test_what_refers_to_itself_is_refused() -> None:
    assert faults_of(resource("thing", "thing")) == [
        "resource thing, field thing refers to its own resource, which is not generated: leave it "
        "out, and add it by hand."
    ]


def test_a_circle_is_refused_and_named_without_what_leads_there() -> None:
    faults = faults_of(
        resource("a", "b"),
        resource("b", "c"),
        resource("c", "a", "d"),
        resource("d"),
        resource("e", "a"),
    )

    assert faults == [
        "resources: a, b, c refer to one another in a circle, so that none can be made first: take "
        "one of these references out."
    ]


def test_what_others_refer_to_comes_before_them_else_by_plural() -> None:
    found = read_resources([resource("a", "z"), resource("b"), resource("z", "y"), resource("y")])

    assert [each.name for each in found] == ["b", "y", "z", "a"]
    assert parents_first(found[::-1]) == found


def test_a_column_that_is_there_twice_is_refused() -> None:
    fields = [{"name": "other", "type": "reference"}, {"name": "other_id", "type": "uuid"}]

    faults = faults_of(resource("other"), {"name": "thing", "fields": fields})

    assert faults == ["resource thing has two fields named other_id."]


@pytest.mark.parametrize(
    ("chain", "held"),
    [
        (["restrict"], {"a"}),
        (["cascade"], set()),
        (["cascade", "restrict"], {"a", "b"}),
        (["restrict", "cascade"], {"a"}),
        (["set_null", "restrict"], {"b"}),
        (["cascade", "set_null"], set()),
    ],
    ids=lambda value: "-".join(sorted(value)) if isinstance(value, set) else "-".join(value),
)
def test_a_deletion_may_be_refused_by_what_restricts_it_or_what_goes_along(
    chain: list[str], held: set[str]
) -> None:
    """Each of a, b, c... refers to the one before it."""
    answer = [resource("a")]
    for parent, name, action in zip("ab", "bc", chain, strict=False):
        answer.append(resource(name, parent, on_delete=action, required=action != "set_null"))

    assert undeletable(read_resources(answer)) == held


def test_two_references_to_one_resource_have_lists_of_their_own() -> None:
    fields = [
        {"name": "source", "type": "reference", "to": "account"},
        {"name": "final_target", "type": "reference", "to": "account"},
    ]
    made = slices(resource("account"), {"name": "transfer", "fields": fields})["transfer"]

    assert [nested.path("{%s}") for nested in made.nested_lists] == [
        "/account-list/{source_id}/transfers-by-source",
        "/account-list/{final_target_id}/transfers-by-final-target",
    ]


def test_names_in_a_database_fit_and_differ() -> None:
    for made in slices_of(read_resources(RESOURCES["related"])):
        names = [name for name, _ in made.indexes]
        names += [made.foreign_key(reference) for reference in made.references]

        assert len(set(names)) == len(names)
        assert max(map(len, names)) <= 63


def test_on_django_a_reference_has_neither_index_nor_constraint_of_djangos_own() -> None:
    made = slices(resource("user"), resource("thing", "user", on_delete="cascade"))["thing"]

    [field] = made.django_fields
    assert field.startswith("user = models.ForeignKey(")
    assert '"user_list.UserRecord"' in field
    assert "models.CASCADE" in field
    assert "db_constraint=False" in field
    assert 'on_delete="CASCADE"' in "".join(made.django_constraints(12))
    assert made.django_dependencies == 'dependencies = [("user_list", "0001_initial")]'


def test_a_resource_without_references_has_nothing_of_them() -> None:
    [made] = slices(resource("thing")).values()

    assert (made.routers, made.nested_lists, made.filter_classes) == (["router"], [], [])
    assert made.parents("%s", indent=8) == made.sample_references == made.admin_references == []
