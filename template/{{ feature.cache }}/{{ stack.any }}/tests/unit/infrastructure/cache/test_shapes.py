"""Rows come back as they were, and what can't be read is no row."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from pydantic import Field, ValidationError

from app.infrastructure.cache.shapes import NOTHING, Shape
from app.resources.entity import Entity
from app.utils.clock import now
from app.utils.identifiers import new_id

pytestmark = pytest.mark.checklist("performance.cache")


class Thing(Entity):
    name: str
    price: Decimal
    share: float
    day: date
    moment: datetime
    other: UUID | None
    document: dict[str, Any] | list[Any]
    secret: str = Field(exclude=True)


def a_thing(**values: Any) -> Thing:
    told = {
        "id": new_id(),
        "created_at": now(),
        "updated_at": now(),
        "version": 3,
        "name": "Zoë \x7f \ud7ff 𝄞",
        "price": Decimal("1.10"),
        "share": 0.1,
        "day": date(2026, 2, 28),
        "moment": datetime(1, 1, 2, 3, 4, 5, 678901, tzinfo=UTC),
        "other": None,
        "document": {"a": [1, 2.5, None, "x"], "b": {"c": 10**20}},
        "secret": "kept all the same",
    }
    return Thing.model_validate({**told, **values})


@pytest.mark.checklist("performance.cache", proves="hit")
def test_rows_come_back_as_they_were():
    shape, rows = Shape(Thing), [a_thing(), a_thing(other=new_id(), document=[])]

    found, total = shape.read(shape.written(rows, 17))

    assert (list(found), total) == (rows, 17)
    assert found[0].secret == "kept all the same"
    assert str(found[0].price) == "1.10"


def test_no_rows_are_nothing():
    assert Shape(Thing).written([]) == NOTHING
    assert Shape(Thing).read(NOTHING) == ([], 0)


def test_what_is_something_else_is_refused():
    for kept in (b"", b"1", b'1 [{"id": 7}]', b"x []"):
        with pytest.raises((ValueError, ValidationError)):
            Shape(Thing).read(kept)


def test_another_field_makes_another_shape():
    class Longer(Thing):
        more: str | None = None

    assert Shape(Longer).mark != Shape(Thing).mark
