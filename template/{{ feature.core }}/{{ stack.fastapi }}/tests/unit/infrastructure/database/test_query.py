"""A statement as a driver takes it."""

from decimal import Decimal

import pytest
from sqlalchemy import (
    JSON,
    Column,
    MetaData,
    Numeric,
    String,
    Table,
    bindparam,
    insert,
    literal,
    select,
    text,
)

from app.infrastructure.database.postgresql import DIALECT
from app.infrastructure.database.query import Query

THINGS = Table(
    "things",
    MetaData(),
    Column("name", String(10)),
    Column("price", Numeric(10, 2)),
    Column("more", JSON),
)


def query_of(statement) -> Query:  # type: ignore[no-untyped-def]
    return Query(statement, DIALECT, tuple)


def test_arguments_stand_in_the_order_of_the_text():
    statement = select(THINGS).where(
        THINGS.c.price > bindparam("least"), THINGS.c.name == bindparam("name")
    )

    query = query_of(statement)

    assert query.sql.index("$1") < query.sql.index("$2")
    assert query.arguments({"name": "a", "least": 1}) == [1, "a"]


def test_what_is_fixed_in_a_statement_need_not_be_given():
    query = query_of(select(THINGS).where(THINGS.c.name == literal("a")))

    assert query.arguments({}) == ["a"]


def test_a_missing_value_is_an_error():
    query = query_of(insert(THINGS))

    with pytest.raises(KeyError):
        query.arguments({"name": "a"})


def test_columns_of_a_row_are_attributes():
    query = query_of(select(THINGS.c.name, THINGS.c.price.label("cost")))

    row = query.row_class(["a", Decimal(1)])

    assert (row.name, row.cost) == ("a", Decimal(1))


def test_json_is_read_as_what_it_holds():
    query = query_of(select(THINGS.c.more))

    assert query.row_class(['{"a": [1, null]}']).more == {"a": [1, None]}
    assert query.row_class([None]).more is None


def test_a_text_is_a_statement_too():
    query = query_of(text("SELECT 1 AS one WHERE 1 = :n"))

    assert query.arguments({"n": 1}) == [1]
    with pytest.raises(AttributeError):
        _ = Query(text("SELECT 1"), DIALECT, dict).row_class().two


def test_what_is_no_statement_is_refused():
    with pytest.raises(TypeError, match="is not a statement"):
        query_of(MetaData())
