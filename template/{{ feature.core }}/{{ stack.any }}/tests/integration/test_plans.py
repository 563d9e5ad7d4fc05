"""Every page of a list comes out of an index: none reads and sorts the whole table."""

from collections.abc import Callable, Iterator
from time import sleep
from typing import Any

import pytest

from tests.callers import COSTS, client_of
from tests.parents import fresh
from tests.plans import plan_of, sorts
from tests.registry import SAMPLES
from tests.samples import Sample
from tests.schema import schema_of
from tests.sent import Sent
from tests.serving import serving
from tests.statements import recorded
from tests.urls import kind_of

pytestmark = pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
_A_MOMENT = 0.01
"""Seconds. Some drivers tell of a statement a moment after it has run."""
_ROWS = 60
_LONGEST_BESIDE_ID = 736
"""Characters, folded."""

Asked = Callable[..., tuple[Sent, dict[str, Any]]]


@pytest.fixture
def asked(sample: Sample, database_url: str) -> Iterator[Asked]:
    """What a service sends for a list with this query, and what it tells of the page."""
    with (
        recorded() as statements,
        serving({"database_url": database_url}) as url,
        client_of(url) as client,
    ):
        for _ in range(_ROWS):
            client.post(sample.path, json=fresh(client, sample)).raise_for_status()

        def ask(**query: Any) -> tuple[Sent, dict[str, Any]]:
            sleep(_A_MOMENT)
            statements.clear()
            answer = client.get(sample.path, params=query).raise_for_status()
            sleep(_A_MOMENT)
            [sent] = statements[len(COSTS) :]
            return sent, answer.json()["meta"]["pagination"]

        yield ask


@pytest.mark.checklist("database.indexes", proves="plans")
def test_a_page_in_any_order_comes_out_of_an_index(sample: Sample, database_url: str, asked: Asked):
    orders = [f"{sign}{name}" for name in _indexed(sample, database_url) for sign in ("", "-")]

    plans = {order: plan_of(database_url, asked(sort=order, page_size=1)[0]) for order in orders}

    assert plans
    assert {order: plan for order, plan in plans.items() if sorts(database_url, plan)} == {}


@pytest.mark.checklist("database.indexes", proves="plans")
def test_a_page_by_cursor_comes_out_of_the_primary_key(
    sample: Sample, database_url: str, asked: Asked
):
    first, page = asked(cursor="", page_size=1)
    following, _ = asked(cursor=page["next_cursor"], page_size=1)

    plans = [plan_of(database_url, sent) for sent in (first, following)]

    assert [plan for plan in plans if sorts(database_url, plan)] == []


def test_what_no_index_has_in_order_is_found_out(sample: Sample, database_url: str):
    by_version = Sent(f"SELECT id FROM {sample.name} ORDER BY version LIMIT 1")

    assert sorts(database_url, plan_of(database_url, by_version))


def _indexed(sample: Sample, database_url: str) -> list[str]:
    """What a list is sorted by. MySQL has no index with the rows without a value at its end, where
    all lists have them, and none with so long a text beside the id: there it sorts what is found.
    """
    if kind_of(database_url) != "mysql":
        return [*sample.sortable]
    table = schema_of(database_url)[sample.name]
    twins = {
        name: table.columns.get(f"{name}_key", table.columns[name]) for name in sample.sortable
    }
    return [
        name
        for name, column in twins.items()
        if not column.nullable
        and (name in sample.unique or (column.longest or 0) <= _LONGEST_BESIDE_ID)
    ]
