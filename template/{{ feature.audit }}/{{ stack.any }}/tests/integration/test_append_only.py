"""An entry stays as it is: the database itself refuses to change one, or to delete one."""

from collections.abc import Iterator

import pytest
from httpx2 import Client

from tests.audited import entries, newest
from tests.callers import client_of
from tests.logging_in import LOGIN
from tests.sql import ERRORS, execute, fetch
from tests.urls import kind_of

append_only = pytest.mark.checklist("security.audit-log", proves="append-only")
REFUSED = {
    "mysql": (
        "UPDATE audit_entries SET action = 'nothing'",
        "DELETE FROM audit_entries",
        "REPLACE INTO audit_entries SELECT * FROM audit_entries",
        "INSERT INTO audit_entries SELECT * FROM audit_entries "
        "ON DUPLICATE KEY UPDATE action = 'nothing'",
    ),
    "postgresql": (
        "UPDATE audit_entries SET action = 'nothing'",
        "DELETE FROM audit_entries",
        "DELETE FROM audit_entries WHERE false",
        "TRUNCATE audit_entries",
        "INSERT INTO audit_entries SELECT * FROM audit_entries "
        "ON CONFLICT (id) DO UPDATE SET action = 'nothing'",
    ),
    "sqlite": (
        "UPDATE audit_entries SET action = 'nothing'",
        "UPDATE audit_entries SET id = id",
        "DELETE FROM audit_entries",
        "INSERT OR REPLACE INTO audit_entries SELECT * FROM audit_entries",
        "INSERT INTO audit_entries SELECT * FROM audit_entries WHERE true "
        "ON CONFLICT (id) DO UPDATE SET action = 'nothing'",
    ),
}


@pytest.fixture(scope="module")
def client(base_url: str) -> Iterator[Client]:
    with client_of(base_url, timeout=15) as client:
        newest(client)
        yield client


@append_only
def test_nothing_is_changed_or_deleted(client: Client, database_url: str) -> None:
    before = entries(client)
    for statement in REFUSED[kind_of(database_url)]:
        with pytest.raises(ERRORS, match="append-only"):
            execute(database_url, statement)

    assert entries(client) == before
    assert before


@append_only
def test_an_entry_is_added(client: Client, database_url: str) -> None:
    [(before,)] = fetch(database_url, "SELECT count(*) FROM audit_entries")

    client.post(LOGIN, json={"email": "a@example.com", "password": "x" * 12})

    [(after,)] = fetch(database_url, "SELECT count(*) FROM audit_entries")
    assert after == before + 1
