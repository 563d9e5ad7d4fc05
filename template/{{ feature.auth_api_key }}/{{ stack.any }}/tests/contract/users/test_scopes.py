"""The matrix of permissions, for API keys: what a key has no scope for, it may not."""

from collections.abc import Iterator

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of
from tests.contract.users.asked import Asked
from tests.keys import KEYS, ByKey, coming_by, make
from tests.samples import Sample

WAY = "api_key"
NOT_ASKED = (401, 403)
LOGINS_ALONE = {
    "create_api_key",
    "list_api_keys",
    "get_api_key",
    "revoke_api_key",
    "update_me",
    "change_password",
    "update_user",
    "delete_user",
}
matrix = pytest.mark.checklist("security.authorization", proves="matrix")


@pytest.fixture(scope="module")
def scopes(operations: dict[str, Asked]) -> list[str]:
    """All that there are."""
    return sorted({scope for asked in operations.values() for scope in asked.ways.get(WAY, ())})


@pytest.fixture
def by_key(client: Client) -> Iterator[ByKey]:
    with coming_by(client) as by_key:
        yield by_key


@matrix
def test_each_operation_that_takes_a_key_names_one_scope(operations: dict[str, Asked]) -> None:
    for asked in operations.values():
        if WAY in asked.ways:
            [scope] = asked.ways[WAY]
            assert scope.rpartition(":")[2] == ("read" if asked.method == "GET" else "write")
            assert all(named == [scope] for named in asked.ways.values()), asked.name
            assert "OutOfScope" in asked.refusals, asked.name


@matrix
def test_what_is_about_logins_is_for_logins_alone(operations: dict[str, Asked]) -> None:
    alone = {asked.name for asked in operations.values() if asked.ways and WAY not in asked.ways}

    assert alone >= LOGINS_ALONE
    assert alone >= {"logout"} & operations.keys()
    assert all("LoginsAlone" in operations[name].refusals for name in alone)


@matrix
def test_a_key_with_every_scope_may_what_a_user_may_and_nothing_about_logins(
    user: Client, operations: dict[str, Asked], scopes: list[str], by_key: ByKey
) -> None:
    mine = by_key(make(user, *scopes)["key"])

    for asked in operations.values():
        if asked.needs_login:
            response = asked.by(mine)
            if WAY not in asked.ways or asked.is_for_admins:
                error_of(response, 403, "FORBIDDEN")
            else:
                assert response.status_code not in NOT_ASKED, asked.name


@matrix
def test_an_admin_s_key_with_every_scope_may_nothing_about_logins_either(
    client: Client, operations: dict[str, Asked], scopes: list[str], by_key: ByKey
) -> None:
    made = make(client, *scopes)
    mine = by_key(made["key"])

    for asked in operations.values():
        if asked.needs_login:
            response = asked.by(mine)
            if WAY in asked.ways:
                assert response.status_code not in NOT_ASKED, asked.name
            else:
                error_of(response, 403, "FORBIDDEN")

    client.delete(f"{KEYS}/{made['id']}")


@matrix
def test_a_key_may_what_it_has_the_scope_for(
    client: Client, operations: dict[str, Asked], scopes: list[str], by_key: ByKey
) -> None:
    for scope in scopes:
        made = make(client, scope)
        mine = by_key(made["key"])
        for asked in operations.values():
            for wanted in asked.ways.get(WAY, ()):
                response = asked.by(mine)
                if wanted == scope:
                    assert response.status_code not in NOT_ASKED, asked.name
                else:
                    error = error_of(response, 403, "FORBIDDEN")
                    assert error["details"] == {"missing_scope": wanted}
        client.delete(f"{KEYS}/{made['id']}")


@matrix
def test_a_key_that_lacks_a_scope_is_told_so_before_what_it_sends(
    user: Client, operations: dict[str, Asked], by_key: ByKey
) -> None:
    mine = by_key(make(user)["key"])

    for asked in operations.values():
        if asked.method == "POST" and WAY in asked.ways:
            sent = {"content": b"{", "headers": {"Content-Type": "text/plain"}}
            error_of(mine.request(asked.method, asked.path, **sent), 403, "FORBIDDEN")


@pytest.mark.checklist("security.authorization", proves="owners")
def test_a_key_reaches_its_owner_s_rows_alone(
    user: Client, other: Client, sample: Sample, by_key: ByKey
) -> None:
    scopes = (f"{sample.name}:read", f"{sample.name}:write")
    mine, theirs = (by_key(make(who, *scopes)["key"]) for who in (user, other))
    if sample.references:
        pytest.skip("What it refers to takes other scopes.")

    where = mine.post(sample.path, json=sample.fresh()).headers["Location"]

    assert data_of(user.get(where))["id"] in where
    data_of(mine.get(where))
    error_of(theirs.get(where), 404, "NOT_FOUND")
    error_of(theirs.delete(where), 404, "NOT_FOUND")
