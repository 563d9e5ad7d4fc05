"""What users do by mail, and the tokens of the mails that they got."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import httpx2
from httpx2 import Client, Response

from tests.people import ME, Person
from tests.smtp_sink import Sink, text_of

AUTH = "/api/v1/auth"
RESET, NEW_PASSWORD = f"{AUTH}/password-reset", f"{AUTH}/password-reset/confirm"
VERIFY, OWN_EMAIL = f"{AUTH}/email-verification/confirm", f"{ME}/email-verification"
CONFIRM = f"{AUTH}/registration/confirm"
_TOKEN = re.compile(r"^(?:\S+#token=)?([\w-]{43})$", re.MULTILINE)


def ask_for_reset(client: Client, email: str) -> Response:
    return client.post(RESET, json={"email": email})


def set_password(client: Client, token: str, password: str) -> Response:
    return client.post(NEW_PASSWORD, json={"token": token, "new_password": password})


def verify(client: Client, token: str) -> Response:
    return client.post(VERIFY, json={"token": token})


def confirm(client: Client, token: str, password: str) -> Response:
    return client.post(CONFIRM, json={"token": token, "password": password})


def token_to(sink: Sink, address: str, amount: int = 1) -> str:
    """Of the newest mail, once there are so many."""
    mail = sink.to(address, amount)[-1]
    (found,) = _TOKEN.findall(text_of(mail))
    return str(found)


@contextmanager
def few_mails(database_url: str, sink: Sink, **settings: str) -> Iterator[Client]:
    """A client, of an address that nobody has used yet, of a service that sends three an hour."""
    from tests.serving import serving  # a live service needs none

    limited = {"mail_limit": "3/hour", "trusted_proxies": "127.0.0.1/32", **settings}
    digits = uuid4().hex
    own = {"X-Forwarded-For": f"2001:{digits[:4]}:{digits[4:8]}:{digits[8:12]}::1"}
    with (
        serving({"database_url": database_url, "mail_url": sink.url, **limited}) as url,
        Client(base_url=url, headers=own, timeout=15) as client,
    ):
        yield client


def may_log_in(base_url: str, email: str, password: str) -> bool:
    """In whatever way people log in here."""
    from tests.logging_in import log_in

    try:
        headers = log_in(base_url, email, password)
    except AssertionError:
        return False
    return httpx2.get(f"{base_url}{ME}", headers=headers, timeout=15).status_code == 200


def told(response: Response) -> dict[str, Any]:
    """All of an answer but its moment."""
    body = response.json()
    body["meta"].pop("timestamp")
    return {**body, "status": response.status_code, "headers": sorted(response.headers)}


def reset_token(client: Client, sink: Sink, person: Person) -> str:
    """A new one, for this person."""
    before = len([mail for mail in sink.mails if mail["To"] == person.email])
    assert ask_for_reset(client, person.email).status_code == 202
    return token_to(sink, person.email, before + 1)
