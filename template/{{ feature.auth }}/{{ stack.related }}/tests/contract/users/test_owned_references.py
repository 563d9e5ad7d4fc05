"""A reference leads to own rows alone: that of another is as good as none."""

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of
from tests.contract.cases import Referring
from tests.contract.rows import create, path_of, read
from tests.parents import fresh

MISSING = "0198c5a0-0000-7000-8000-000000000000"
own_rows = pytest.mark.checklist("security.authorization", proves="owners")
own_lists = pytest.mark.checklist("security.authorization", proves="lists")


@own_rows
def test_a_row_that_refers_to_anothers_is_refused(
    user: Client, other: Client, referring: Referring
) -> None:
    sample, reference = referring
    theirs, body = create(other, reference.to)["id"], fresh(user, sample)

    hidden, missing = (
        user.post(sample.path, json={**body, reference.name: id_}) for id_ in (theirs, MISSING)
    )

    error_of(hidden, 422, reference.unknown)
    assert hidden.json()["error"] == missing.json()["error"]


@own_rows
def test_a_change_to_anothers_is_refused(user: Client, other: Client, referring: Referring) -> None:
    sample, reference = referring
    theirs, row = create(other, reference.to)["id"], create(user, sample)

    response = user.patch(path_of(sample, row), json={reference.name: theirs})

    error_of(response, 422, reference.unknown)
    assert read(user, sample, row) == row


@own_lists
def test_what_refers_to_anothers_is_not_there(
    user: Client, other: Client, referring: Referring
) -> None:
    parent = create(other, referring.reference.to)["id"]
    create(other, referring.sample, **{referring.name: parent})

    hidden, missing = (
        user.get(referring.reference.nested.format(id_)) for id_ in (parent, MISSING)
    )

    assert hidden.status_code == missing.status_code == 404
    assert hidden.json()["error"] == missing.json()["error"]


@own_lists
def test_a_filter_by_anothers_finds_nothing(
    user: Client, other: Client, referring: Referring
) -> None:
    parent = create(other, referring.reference.to)["id"]
    create(other, referring.sample, **{referring.name: parent})

    response = user.get(referring.sample.path, params={referring.name: parent})

    assert data_of(response) == []
