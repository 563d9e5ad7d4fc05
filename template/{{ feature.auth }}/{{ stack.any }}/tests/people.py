"""People who use the service. They register over HTTP, as anybody has to."""

from typing import Any, NamedTuple

from httpx2 import Client

from tests.logging_in import log_in
from tests.samples import token

USERS = "/api/v1/users"
ME = f"{USERS}/me"
PASSWORD = f"{ME}/password"


class Person(NamedTuple):
    id: str
    email: str
    password: str

    @property
    def path(self) -> str:
        """Where admins find them."""
        return f"{USERS}/{self.id}"


def registration(**values: Any) -> dict[str, Any]:
    """A valid body, of somebody who is not there yet."""
    word = token()
    return {"email": f"{word}@example.com", "password": f"a horse of {word}", **values}


def register(client: Client, **values: Any) -> Person:
    """Somebody new: a plain user."""
    body = registration(**values)
    answer = client.post(USERS, json=body)
    assert answer.status_code == 201, answer.text
    return Person(answer.json()["data"]["id"], body["email"], body["password"])


def nobody(client: Client) -> Client:
    """A client that has not logged in. What it is answered is judged as what `client` is."""
    return Client(base_url=client.base_url, event_hooks=client.event_hooks, timeout=client.timeout)


def logged_in(client: Client, person: Person) -> Client:
    """A client of this person: the same, with a session of its own."""
    made = nobody(client)
    made.headers.update(log_in(str(client.base_url).rstrip("/"), person.email, person.password))
    return made
