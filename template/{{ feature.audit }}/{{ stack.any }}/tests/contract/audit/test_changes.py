"""Each change leaves one entry: who, what, when, from where, and no value."""

from datetime import UTC, datetime, timedelta

import pytest
from httpx2 import Client

from tests.audited import actions, entries, newest, since
from tests.contract.answers import Json, data_of
from tests.contract.rows import create, path_of
from tests.parents import fresh
from tests.people import ME, logged_in, register
from tests.samples import Sample, token

changes = pytest.mark.checklist("security.audit-log", proves="changes")
AGENT = {"User-Agent": "an agent of the audit"}


def kind_of(client: Client, row: Json) -> str:
    """What its entries call it."""
    [made] = entries(client, subject_id=row["id"])
    kind: str = made["subject_type"]
    assert made["action"] == f"{kind}.created"
    return kind


@changes
def test_each_change_leaves_one_entry(client: Client, sample: Sample) -> None:
    row = create(client, sample)
    kind = kind_of(client, row)
    data_of(client.patch(path_of(sample, row), json=fresh(client, sample)))
    assert client.delete(path_of(sample, row)).status_code == 204

    found = actions(client, subject_id=row["id"])

    assert found == [f"{kind}.deleted", f"{kind}.changed", f"{kind}.created"]


@changes
def test_an_entry_tells_who_what_when_and_from_where(client: Client, sample: Sample) -> None:
    row = create(client, sample)
    name = token()
    before = datetime.now(UTC) - timedelta(seconds=60)
    change = fresh(client, sample)

    told = {**AGENT, "X-Request-ID": name}
    data_of(client.patch(path_of(sample, row), json=change, headers=told))

    changed, made = entries(client, subject_id=row["id"])
    moment = datetime.fromisoformat(changed.pop("at"))
    assert before < moment < before + timedelta(seconds=120)
    assert changed.pop("address")
    assert changed == {
        "id": changed["id"],
        "action": f"{made['subject_type']}.changed",
        "actor_id": data_of(client.get(ME))["id"],
        "actor_role": "admin",
        "subject_type": made["subject_type"],
        "subject_id": row["id"],
        "fields": sorted(change),
        "request_id": name,
        "user_agent": AGENT["User-Agent"],
    }


@changes
def test_a_change_is_its_own_user_s(client: Client, user: Client, sample: Sample) -> None:
    if sample.references:
        pytest.skip("a user has no rows of others to refer to")
    row = create(user, sample)

    [made] = entries(client, subject_id=row["id"])

    assert (made["actor_id"], made["actor_role"]) == (data_of(user.get(ME))["id"], "user")


@changes
def test_no_value_is_told(client: Client, sample: Sample) -> None:
    row = create(client, sample)
    word = token()
    body = {**fresh(client, sample), **{each.name: word for each in sample.texts[:1]}}
    client.patch(path_of(sample, row), json=body)

    told = "".join(str(entry) for entry in entries(client, subject_id=row["id"]))

    assert word not in told


@pytest.mark.checklist("security.audit-log", proves="together")
def test_what_is_refused_leaves_no_entry(client: Client, sample: Sample) -> None:
    row = create(client, sample)
    path, last = path_of(sample, row), newest(client)

    refused = [
        client.post(sample.path, json={"x": 1}),
        client.patch(path, json={}, headers={"If-Match": '"never"'}),
        client.delete(path, headers={"If-Match": '"never"'}),
    ]

    assert {answer.status_code for answer in refused} == {400, 412}
    assert [entry["action"] for entry in since(client, last)] == []


@pytest.mark.checklist("security.audit-log", proves="together")
def test_a_taken_value_leaves_no_entry(client: Client, sample: Sample) -> None:
    if not sample.unique:
        pytest.skip("nothing of it is unique")
    name = sample.unique[0]
    row, body = create(client, sample), fresh(client, sample)
    last = newest(client)

    refused = client.post(sample.path, json={**body, name: row[name]})

    assert refused.status_code == 409
    assert since(client, last) == []


@changes
def test_reading_is_not_written_down(client: Client, sample: Sample) -> None:
    row = create(client, sample)
    last = newest(client)

    client.get(path_of(sample, row))
    client.get(sample.path)

    assert since(client, last) == []


@changes
def test_an_agent_that_says_too_much_is_cut(client: Client, sample: Sample) -> None:
    row = create(client, sample)
    told = {"User-Agent": "x" * 500}

    client.patch(path_of(sample, row), json=fresh(client, sample), headers=told)

    assert entries(client, subject_id=row["id"])[0]["user_agent"] == "x" * 200


@changes
def test_what_users_do_to_their_account_is_told(client: Client, anonymous: Client) -> None:
    person = register(anonymous)
    with logged_in(client, person) as own:
        data_of(own.patch(ME, json={"full_name": "Somebody else"}))

    changed, login, made = entries(client, subject_id=person.id)

    assert [made["action"], made["actor_id"], made["actor_role"]] == ["user.created", None, None]
    assert [login["action"], login["actor_id"]] == ["login.succeeded", person.id]
    assert [changed["action"], changed["actor_id"]] == ["user.changed", person.id]
    assert changed["fields"] == ["full_name"]
