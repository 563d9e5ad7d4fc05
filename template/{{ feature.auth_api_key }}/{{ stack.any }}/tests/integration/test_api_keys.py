"""API keys: what is kept of them, when they end, when they were used, and what that costs."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from time import monotonic, perf_counter, sleep
from typing import Any

import httpx2
import pytest

from tests.callers import client_of
from tests.contract.answers import data_of, error_of, faults_of
from tests.contract.parallel import at_once, statuses
from tests.keys import KEYS, ByKey, coming_by, make
from tests.people import ME, logged_in, nobody, register
from tests.processes import running
from tests.schema import schema_of
from tests.serving import serving
from tests.sql import execute, fetch, holding
from tests.urls import kind_of

PATIENCE = 5
"""Seconds until what nobody waits for is done."""


@pytest.fixture(scope="module")
def url(database_url: str) -> Iterator[str]:
    with serving({"database_url": database_url, "api_keys_per_user": 3}) as url:
        yield url


@pytest.fixture
def owner(url: str) -> Iterator[httpx2.Client]:
    with (
        httpx2.Client(base_url=url, timeout=15) as client,
        logged_in(client, register(client)) as owner,
    ):
        yield owner


@pytest.fixture
def by_key(owner: httpx2.Client) -> Iterator[ByKey]:
    with coming_by(owner) as by_key:
        yield by_key


def later(**time: float) -> Any:
    return lambda: datetime.now(UTC) + timedelta(**time)


def used_at(owner: httpx2.Client, key: dict[str, Any], *, since: str | None = None) -> str | None:
    """When it was last used, as soon as that is another moment; or what it is after a while."""
    begun = monotonic()
    while True:
        found: str | None = data_of(owner.get(f"{KEYS}/{key['id']}"))["last_used_at"]
        if found != since or monotonic() - begun > PATIENCE:
            return found
        sleep(0.02)


@pytest.mark.checklist("security.passwords", proves="stored")
def test_no_secret_of_a_key_is_kept(owner: httpx2.Client, database_url: str, by_key: ByKey) -> None:
    made = make(owner)
    data_of(by_key(made["key"]).get(ME))
    secret = made["key"].rpartition("_")[2]

    kept = [
        value.decode("latin-1") if isinstance(value, bytes) else str(value)
        for name in schema_of(database_url)
        for row in fetch(database_url, f"SELECT * FROM {name}")
        for value in row
    ]

    assert made["prefix"] in kept
    assert not any(secret in value for value in kept)


@pytest.mark.checklist("security.log-redaction", proves="whole-run")
def test_no_key_is_in_the_log(database_url: str) -> None:
    with (
        running(database_url, LOG_LEVEL="debug", LOGIN_LIMIT="1000/minute") as service,
        httpx2.Client(base_url=service.base_url) as client,
        logged_in(client, register(client)) as owner,
        coming_by(client) as by_key,
    ):
        key = make(owner)["key"]
        data_of(by_key(key).get(ME))
        by_key(f"{key}x").get(ME)
        service.stop()
        said = service.log().decode()

    assert ME in said
    assert key.rpartition("_")[2] not in said


def test_a_key_that_has_expired_is_told_so(
    owner: httpx2.Client, monkeypatch: pytest.MonkeyPatch, by_key: ByKey
) -> None:
    mine = by_key(make(owner)["key"])
    data_of(mine.get(ME))

    monkeypatch.setattr("app.identity.api_keys.way.now", later(days=90, seconds=1))

    error = error_of(mine.get(ME), 401, "UNAUTHENTICATED")
    assert error["message"] == "The API key has expired."


def test_what_has_expired_is_in_nobody_s_way(
    owner: httpx2.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = {make(owner)["id"] for _ in range(3)}
    body = {"name": "One more", "scopes": ["users:read"]}
    error_of(owner.post(KEYS, json=body), 409, "CONFLICT")

    monkeypatch.setattr("app.identity.api_keys.service.now", later(days=91))

    data_of(owner.post(KEYS, json=body), 201)
    assert not old & {key["id"] for key in data_of(owner.get(KEYS))}


def test_who_is_deleted_leaves_no_key(url: str, database_url: str) -> None:
    with client_of(url) as admin, nobody(admin) as anonymous:
        person = register(anonymous)
        with logged_in(admin, person) as owner:
            made = make(owner)
        assert admin.delete(person.path).status_code == 204

    kept = fetch(database_url, "SELECT prefix FROM identity_api_keys")
    assert made["prefix"] not in {prefix for (prefix,) in kept}


def test_the_last_use_is_kept(owner: httpx2.Client, by_key: ByKey) -> None:
    made = make(owner)
    assert used_at(owner, made, since="") is None

    data_of(by_key(made["key"]).get(ME))

    used = used_at(owner, made)
    assert used is not None
    assert abs(datetime.fromisoformat(used) - datetime.now(UTC)) < timedelta(seconds=30)


def test_the_last_use_is_written_once_a_minute(
    owner: httpx2.Client, monkeypatch: pytest.MonkeyPatch, by_key: ByKey
) -> None:
    made = make(owner)
    mine = by_key(made["key"])
    data_of(mine.get(ME))
    first = used_at(owner, made)

    monkeypatch.setattr("app.identity.api_keys.uses.now", later(seconds=50))
    data_of(mine.get(ME))
    sleep(0.3)
    same = used_at(owner, made, since="")
    monkeypatch.setattr("app.identity.api_keys.uses.now", later(seconds=70))
    data_of(mine.get(ME))

    assert same == first
    assert str(used_at(owner, made, since=first)) > str(first)


def test_a_key_that_somebody_holds_keeps_nobody_waiting(
    owner: httpx2.Client, database_url: str, by_key: ByKey
) -> None:
    mine = by_key(make(owner)["key"])
    begin = "BEGIN IMMEDIATE" if kind_of(database_url) == "sqlite" else "BEGIN"

    with holding(database_url, begin, "UPDATE identity_api_keys SET name = 'held'"):
        begun = perf_counter()
        data_of(mine.get(ME))
        taken = perf_counter() - begun

    assert taken < 1


def test_a_last_use_that_can_not_be_written_fails_nothing(
    owner: httpx2.Client, monkeypatch: pytest.MonkeyPatch, by_key: ByKey
) -> None:
    from app.http.errors import ServiceUnavailable
    from app.identity.api_keys.store import ApiKeyStore

    tried = []

    def fail(*_: Any, **__: Any) -> None:
        tried.append(True)
        raise ServiceUnavailable

    made = make(owner)
    mine = by_key(made["key"])
    monkeypatch.setattr(ApiKeyStore, "use", fail)

    answers = at_once(20, lambda _: mine.get(ME))

    assert statuses(answers) == {200: 20}
    assert tried
    monkeypatch.undo()
    data_of(mine.get(ME))
    assert used_at(owner, made) is not None


def test_a_service_says_how_its_keys_begin_and_end(database_url: str) -> None:
    settings = {"api_key_prefix": "acme", "api_key_days": 1, "api_key_longest_days": 2}
    end = later(days=3)().isoformat()
    with (
        serving({"database_url": database_url, **settings}) as url,
        httpx2.Client(base_url=url) as client,
        logged_in(client, register(client)) as owner,
    ):
        made = make(owner)
        body = {"name": "One", "scopes": ["users:read"], "expires_at": end}
        assert faults_of(owner.post(KEYS, json=body)) == {"body.expires_at"}

    assert made["key"].startswith("acme_")


@pytest.mark.checklist("security.authorization", proves="next-request")
def test_what_is_taken_away_in_the_database_itself_holds(
    owner: httpx2.Client, database_url: str, by_key: ByKey
) -> None:
    mine = by_key(make(owner)["key"])
    email = data_of(mine.get(ME))["email"]

    execute(database_url, f"UPDATE users SET is_active = false WHERE email = '{email}'")

    error_of(mine.get(ME), 401, "UNAUTHENTICATED")
