"""Tables as source: what one database has no room for, or takes for something else."""

from typing import Any

import pytest

from extensions.catalogue import read_resources
from extensions.catalogue.layers import DATABASES
from extensions.catalogue.servers import SERVERS
from extensions.catalogue.slices import Slice


def table(**keys: Any) -> Slice:
    answer = {"name": "company", "fields": [{"name": "title", "type": "string", **keys}]}
    [resource] = read_resources([answer])
    return Slice.model_validate(resource.model_dump())


@pytest.mark.parametrize(("length", "is_cut"), [(245, False), (246, True)])
def test_an_index_of_mysql_that_has_no_room_for_a_text_holds_its_beginning(
    length: int, is_cut: bool
) -> None:
    made = table(sortable=True, max_length=length)

    assert ("mysql_length" in made.migration_indexes[0]) is is_cut
    assert ("mysql_length" in made.table_args[1]) is is_cut


@pytest.mark.parametrize(
    ("keys", "column", "twin"),
    [
        ({"max_length": 255, "unique": True}, "String(255)", "folded_line(255)"),
        ({"max_length": 255, "sortable": True}, "String(255)", "folded_line(255)"),
        ({"max_length": 255, "searchable": True}, "String(255)", "folded_text()"),
        ({"max_length": 256, "searchable": True}, "long_line(256)", "folded_text()"),
        ({"type": "text", "searchable": True}, "TEXT", "folded_text()"),
    ],
)
def test_texts_are_in_the_row_as_far_as_an_index_needs_them_there(
    keys: dict[str, Any], column: str, twin: str
) -> None:
    made = table(**keys)

    assert f"mapped_column({column})" in made.columns[0]
    assert twin in made.columns[1]


@pytest.mark.parametrize(
    ("keys", "condition"),
    [
        ({"max_length": 9}, 'length_between("title", 1, 9)'),
        ({"type": "integer", "min": -5, "max": 5}, 'between("title", -5, 5)'),
        ({"type": "decimal", "min": "0.5"}, 'at_least("title", "0.5")'),
        ({"type": "decimal", "max": 7}, 'at_most("title", "7")'),
        ({"type": "enum", "values": ["it's", "b"]}, 'one_of("title", "it\'s", "b")'),
    ],
)
def test_a_condition_is_a_call_that_each_database_compiles(
    keys: dict[str, Any], condition: str
) -> None:
    made = table(**keys)

    assert made.table_args[0] == f'CheckConstraint({condition}, name="title_allowed"),'
    assert f"checks.{condition}" in "".join(made.migration_items)


def test_a_table_without_conditions_imports_none() -> None:
    made = table(type="boolean")

    assert made.migration_modules == ["columns"]
    assert "checks" not in made.model_imports


def test_every_database_has_a_server_to_run_in_containers() -> None:
    assert set(SERVERS) == set(DATABASES)
    for server in SERVERS.values():
        assert "@database:" in server.url
