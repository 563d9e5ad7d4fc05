"""Admins read the log: filtered, newest first, page by page. Nobody writes it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from httpx2 import Client

from tests.audited import ENTRIES, entries
from tests.contract.answers import Json, data_of, error_of, faults_of, pagination_of
from tests.contract.rows import create, path_of
from tests.contract.users.conftest import Enter
from tests.parents import fresh
from tests.people import Person
from tests.registry import SAMPLES

admins = pytest.mark.checklist("security.audit-log", proves="admins")
SAMPLE = SAMPLES[0]
NOBODY = "0198c5a0-0000-7000-8000-000000000000"


@pytest.fixture(scope="module")
def told(client: Client) -> list[Json]:
    """Five entries of one row, the newest first."""
    row = create(client, SAMPLE)
    for _ in range(4):
        data_of(client.patch(path_of(SAMPLE, row), json=fresh(client, SAMPLE)))
    return entries(client, subject_id=row["id"])


@admins
def test_nobody_but_an_admin_reads_it(anonymous: Client, user: Client) -> None:
    error_of(anonymous.get(ENTRIES), 401, "UNAUTHENTICATED")
    error_of(user.get(ENTRIES), 403, "FORBIDDEN")


@admins
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nobody_writes_it(client: Client, method: str) -> None:
    response = client.request(method, ENTRIES, json={})

    error_of(response, 405, "METHOD_NOT_ALLOWED")
    assert response.headers["Allow"] == "GET, HEAD"


@admins
@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_no_entry_has_a_path_of_its_own(client: Client, told: list[Json], method: str) -> None:
    error_of(client.request(method, f"{ENTRIES}/{told[0]['id']}"), 404, "NOT_FOUND")


@admins
def test_the_newest_comes_first(told: list[Json]) -> None:
    assert len(told) == 5
    assert told == sorted(told, key=lambda entry: entry["id"], reverse=True)
    assert [entry["at"] for entry in told] == sorted((e["at"] for e in told), reverse=True)


@admins
@pytest.mark.parametrize("name", ["actor_id", "action", "subject_type", "subject_id"])
def test_entries_are_filtered(client: Client, told: list[Json], name: str) -> None:
    asked = told[0][name]

    found = entries(client, **{name: asked})

    assert {entry[name] for entry in found} == {asked}
    assert told[0] in found


@admins
def test_filters_hold_together(client: Client, told: list[Json]) -> None:
    both = {"subject_id": told[0]["subject_id"], "action": told[-1]["action"]}

    assert entries(client, **both) == told[-1:]
    assert entries(client, **{**both, "actor_id": NOBODY}) == []


@admins
def test_a_time_begins_with_its_first_moment_and_ends_before_its_last(
    client: Client, told: list[Json]
) -> None:
    key = told[0]["subject_id"]
    moment = told[2]["at"]

    later = entries(client, subject_id=key, since=moment)
    earlier = entries(client, subject_id=key, until=moment)

    assert later == [entry for entry in told if entry["at"] >= moment]
    assert earlier == [entry for entry in told if entry["at"] < moment]


@admins
def test_a_time_may_be_said_in_any_zone(client: Client, told: list[Json]) -> None:
    day = timedelta(days=1)
    first = datetime.fromisoformat(told[0]["at"]) - day
    key = told[0]["subject_id"]

    assert entries(client, subject_id=key, since=f"{first:%Y-%m-%dT%H:%M:%S}-01:00") == told
    assert entries(client, subject_id=key, until=f"{first:%Y-%m-%dT%H:%M:%S}Z") == []
    assert entries(client, subject_id=key, since="9998-01-01T00:00:00Z") == []
    assert entries(client, subject_id=key, since="0002-01-01T00:00:00Z") == told


@admins
def test_a_walk_by_cursor_covers_the_log_once(client: Client, told: list[Json]) -> None:
    walked: list[Json] = []
    query: dict[str, Any] = {"subject_id": told[0]["subject_id"], "page_size": 2, "cursor": ""}
    for _ in range(3):
        response = client.get(ENTRIES, params=query)
        walked += data_of(response)
        pagination = pagination_of(response)
        query["cursor"] = pagination["next_cursor"]

    assert walked == told
    assert pagination == {"page_size": 2, "next_cursor": None}


@admins
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("actor_id", "x"),
        ("subject_id", "1"),
        ("action", "Robert'); --"),
        ("subject_type", "a\0b"),
        ("since", "yesterday"),
        ("since", "0.5"),
        ("until", "1767225600"),
        ("until", "2026-01-01T00:00:00"),
        ("page_size", "101"),
        ("cursor", "x"),
    ],
)
def test_a_query_that_does_not_hold_is_refused(client: Client, name: str, value: str) -> None:
    assert faults_of(client.get(ENTRIES, params={name: value})) == {f"query.{name}"}


@admins
def test_a_role_that_is_taken_away_reads_nothing_more(
    client: Client, person: Person, enter: Enter
) -> None:
    client.patch(person.path, json={"role": "admin"})
    theirs = enter(person)
    before = theirs.get(ENTRIES).status_code
    client.patch(person.path, json={"role": "user"})

    assert (before, theirs.get(ENTRIES).status_code) == (200, 403)


def test_what_is_known_of_people_is_kept_nowhere_else(client: Client) -> None:
    assert client.get(ENTRIES).headers["Cache-Control"] == "no-store"
