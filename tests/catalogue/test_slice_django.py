"""A slice as a Django app: names that Django takes, and source that ruff leaves as it is."""

import ast
from typing import Any

import pytest

from extensions.catalogue import read_resources
from extensions.catalogue.slices import Slice
from tests.support.presets import COMPANY, EVERY_TYPE, LONGEST_NAMES, ORDER

LONGEST_INDEX = 30
"""What Django takes, on every database."""
OF_DJANGO = ["admin", "app", "auth", "contenttypes", "messages", "sessions", "staticfiles"]
ALL = [COMPANY, ORDER, EVERY_TYPE, LONGEST_NAMES]


def slice_of(answer: dict[str, Any]) -> Slice:
    (resource,) = read_resources([answer])
    return Slice.model_validate(resource.model_dump())


def named(plural: str, **field: object) -> Slice:
    fields = [{"name": "title", "type": "string", **field}]
    return slice_of({"name": "thing", "plural": plural, "fields": fields})


def calls_in(lines: list[str], name: str) -> list[dict[str, Any]]:
    """The keywords of each call of it, as values."""
    tree = ast.parse("\n".join(line.strip() for line in lines))
    return [
        {
            keyword.arg: keyword.value.value
            for keyword in node.keywords
            if keyword.arg and isinstance(keyword.value, ast.Constant)
        }
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == f"models.{name}"
    ]


def names_of(made: Slice) -> list[str]:
    indexes = calls_in(made.django_indexes(8), "Index")
    constraints = [
        *calls_in(made.django_constraints(8), "CheckConstraint"),
        *calls_in(made.django_constraints(8), "UniqueConstraint"),
    ]
    return [each["name"] for each in (*indexes, *constraints)]


@pytest.mark.parametrize("plural", OF_DJANGO)
def test_an_app_gets_another_name_where_django_has_one_of_that_name(plural: str) -> None:
    assert named(plural).label == f"{plural}_"  # which no resource can be called


@pytest.mark.parametrize("is_owned", [True, False])
def test_the_migration_has_the_owner_of_rows_that_are_somebodys(is_owned: bool) -> None:
    made = named("things").model_copy(update={"is_owned": is_owned})

    fields = "\n".join(made.django_migration_fields)

    owner = '("owner_id", models.UUIDField(db_index=True, editable=False, null=True)),'
    assert (owner in fields) is is_owned


@pytest.mark.parametrize("plural", ["companies", "authors", "messages2", "own_sessions", "users"])
def test_every_other_app_is_named_for_what_it_keeps(plural: str) -> None:
    assert named(plural).label == plural


def test_only_the_name_of_the_app_is_another_not_of_the_table_nor_of_the_path() -> None:
    made = named("sessions", unique=True)

    assert made.path == "/api/v1/sessions"
    assert made.here == "app.domain.sessions"
    assert all("sessions__" not in name for name in names_of(made))


@pytest.mark.parametrize("answer", ALL, ids=lambda answer: answer["name"])
def test_an_index_has_a_name_that_django_takes(answer: dict[str, Any]) -> None:
    names = [index["name"] for index in calls_in(slice_of(answer).django_indexes(8), "Index")]

    assert max(map(len, names)) <= LONGEST_INDEX
    assert len(names) > 1


@pytest.mark.parametrize("answer", ALL, ids=lambda answer: answer["name"])
def test_no_two_names_in_the_database_are_one(answer: dict[str, Any]) -> None:
    names = names_of(slice_of(answer))

    assert len(names) == len(set(names))


def test_names_that_are_cut_differ_still_and_are_the_same_each_time() -> None:
    fields = [
        {"name": f"a_long_name_of_a_field_{letter}", "type": "integer", "sortable": True}
        for letter in "ab"
    ]
    answer = {"name": "thing", "plural": "averylongplurallikewisenob", "fields": fields}

    once = [i["name"] for i in calls_in(slice_of(answer).django_indexes(8), "Index")]
    again = [i["name"] for i in calls_in(slice_of(answer).django_indexes(8), "Index")]

    assert once == again
    assert len(set(once)) == len(once) == 4
    assert {len(name) for name in once} == {LONGEST_INDEX}


def test_a_unique_field_has_no_second_index() -> None:
    answer = {
        "name": "thing",
        "fields": [{"name": "code", "type": "integer", "sortable": True, "unique": True}],
    }

    names = [index["name"] for index in calls_in(slice_of(answer).django_indexes(8), "Index")]

    assert names == ["ix_things_created_at", "ix_things_updated_at"]


@pytest.mark.parametrize("answer", ALL, ids=lambda answer: answer["name"])
def test_the_model_and_the_migration_have_the_same_columns(answer: dict[str, Any]) -> None:
    made = slice_of(answer)
    given = [str(field["name"]) for field in answer["fields"]]

    model = ast.parse("\n".join(line.strip() for line in made.django_fields)).body
    columns = [ast.unparse(node.targets[0]) for node in model if isinstance(node, ast.Assign)]
    pairs = ast.parse(f"[{' '.join(made.django_migration_fields)}]", mode="eval").body
    assert isinstance(pairs, ast.List)
    migrated = [
        ast.literal_eval(pair.elts[0]) for pair in pairs.elts if isinstance(pair, ast.Tuple)
    ]

    assert [name for name in columns if name in given] == given
    assert migrated == ["id", "version", "created_at", "updated_at", *columns]
