"""What has its own name is never taken for something else."""

import pytest

from app.infrastructure.cache.names import Names, kind_in
from app.utils.identifiers import new_id

NAMES = Names("database", "companies", "shape")
ME, OTHER = {"owner_id": new_id()}, {"owner_id": new_id()}


@pytest.mark.checklist("performance.cache", proves="users")
def test_lists_for_different_readers_have_different_names():
    lists = [NAMES.of_list("page", 20, 0, "name", None, within) for within in (ME, OTHER, {})]

    assert len({name for name, _ in lists}) == 3


@pytest.mark.checklist("performance.cache", proves="users")
def test_whatever_else_a_list_is_asked_by_is_in_its_name():
    asked = [
        ("page", 20, 0, "name", None, ME),
        ("page", 20, 20, "name", None, ME),
        ("page", 10, 0, "name", None, ME),
        ("page", 20, 0, "-name", None, ME),
        ("page", 20, 0, "name", "me", ME),
        ("after", 20, None, None, ME),
        ("after", 20, new_id(), None, ME),
    ]

    assert len({NAMES.of_list(*each)[0] for each in asked}) == len(asked)


@pytest.mark.checklist("performance.cache", proves="invalidation")
def test_a_change_of_a_row_is_one_of_it_and_of_all_lists():
    key, other = new_id(), new_id()
    changed = set(NAMES.of_change(key))

    assert changed & set(NAMES.of_row(key)[1])
    assert changed & set(NAMES.of_list("page")[1])
    assert not changed & set(NAMES.of_row(other)[1])


@pytest.mark.checklist("performance.cache")
def test_another_shape_another_kind_and_another_database_have_other_names():
    key = new_id()
    places = [
        NAMES,
        Names("database", "companies", "another"),
        Names("database", "contacts", "shape"),
        Names("another", "companies", "shape"),
    ]

    assert len({names.of_row(key)[0] for names in places}) == 4


def test_a_name_tells_of_which_kind_it_is():
    names = NAMES.of_row(new_id())[0], NAMES.of_list("page")[0]

    assert [kind_in(name) for name in names] == ["companies"] * 2
