"""What every operation about users and logins refuses, as all others do."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from httpx2 import Client, Response

from tests.contract.answers import error_of
from tests.contract.users.asked import ANYTHING
from tests.people import USERS, Person

PLACES = (USERS, "/api/v1/auth", "/api/v1/audit-entries")
A_USER = f"{USERS}/{{key}}"
MEGABYTES = b" " * (3 * 1024 * 1024)


class Asked(NamedTuple):
    method: str
    path: str
    takes_a_body: bool

    def by(self, client: Client, body: bytes = b"{}", **headers: str) -> Response:
        sent = {"Content-Type": "application/json", **headers}
        if not self.takes_a_body:
            return client.request(self.method, self.path, headers=headers)
        return client.request(self.method, self.path, content=body, headers=sent)


@pytest.fixture
def operations(client: Client, person: Person) -> list[Asked]:
    """Each, with the account of somebody."""
    return [*_operations(client, person)]


def _operations(client: Client, person: Person) -> Iterator[Asked]:
    for path, item in client.get("/openapi.json").json()["paths"].items():
        for method, operation in item.items():
            if path.startswith(PLACES):
                filled = person.path if path == A_USER else _filled(path, ANYTHING)
                yield Asked(method.upper(), filled, "requestBody" in operation)


def _filled(path: str, value: str) -> str:
    return "/".join(value if part[:1] == "{" else part for part in path.split("/"))


def test_what_is_no_json_is_refused(client: Client, operations: list[Asked]) -> None:
    for asked in operations:
        if asked.takes_a_body:
            error_of(asked.by(client, b"{"), 400, "MALFORMED_REQUEST")
            error_of(asked.by(client, b"[]"), 400, "VALIDATION_ERROR")


def test_another_media_type_is_refused(client: Client, operations: list[Asked]) -> None:
    for asked in operations:
        if asked.takes_a_body:
            response = asked.by(client, **{"Content-Type": "text/plain"})
            error_of(response, 415, "UNSUPPORTED_MEDIA_TYPE")


def test_a_body_that_is_too_large_is_refused(client: Client, operations: list[Asked]) -> None:
    for asked in operations:
        if asked.takes_a_body:
            error_of(asked.by(client, MEGABYTES), 413, "PAYLOAD_TOO_LARGE")


def test_what_a_client_can_not_read_is_not_done(
    client: Client, person: Person, operations: list[Asked]
) -> None:
    for asked in operations:
        error_of(asked.by(client, Accept="text/html"), 406, "NOT_ACCEPTABLE")

    assert client.get(person.path).status_code == 200


def test_an_id_that_is_none_is_refused(client: Client) -> None:
    for path, item in client.get("/openapi.json").json()["paths"].items():
        if path.startswith(PLACES) and "{" in path:
            for method in item:
                response = client.request(method.upper(), _filled(path, "x"), json={})
                error_of(response, 400, "VALIDATION_ERROR")
