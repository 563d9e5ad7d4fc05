"""Reads the audit log, as an admin does."""

from typing import Any

from httpx2 import Client

from tests.contract.answers import Json, data_of

ENTRIES = "/api/v1/audit-entries"


def entries(client: Client, **filters: Any) -> list[Json]:
    """The newest hundred that fit, the newest first."""
    found: list[Json] = data_of(client.get(ENTRIES, params={"page_size": 100, **filters}))
    return found


def actions(client: Client, **filters: Any) -> list[str]:
    return [entry["action"] for entry in entries(client, **filters)]


def newest(client: Client) -> str:
    """The last entry by now: what comes after it is new."""
    last: str = data_of(client.get(ENTRIES, params={"page_size": 1}))[0]["id"]
    return last


def since(client: Client, last: str) -> list[Json]:
    """What has been written down since, the newest first."""
    return [entry for entry in entries(client) if entry["id"] > last]
