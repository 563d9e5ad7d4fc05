"""Passwords and tokens: nothing that is kept of them, or said of them, is good for a login."""

import re
from collections.abc import Iterator

import httpx2
import pytest

from tests.contract.users import tokens
from tests.contract.users.tokens import bearer, pair_of, refresh
from tests.logging_in import LOGIN
from tests.people import ME, PASSWORD, USERS, register
from tests.processes import running
from tests.samples import token
from tests.schema import schema_of
from tests.serving import serving
from tests.sql import fetch

ARGON2 = re.compile(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$")
stored = pytest.mark.checklist("security.passwords", proves="stored")


def _use(client: httpx2.Client) -> list[str]:
    """Registers, logs in right and wrong, refreshes, changes the password; all secrets of it."""
    person, wrong, new = register(client), f"a wrong {token()}", f"a new one of {token()}"
    pairs = [tokens.log_in(client, person) for _ in range(2)]
    pairs += [pair_of(refresh(client, pairs[1].refresh))]
    client.post(LOGIN, json={"email": person.email, "password": wrong})
    client.post(USERS, json={"email": "x", "password": f"{wrong}\0"})
    client.post(f"{LOGIN}?password={wrong}", content=f'{{"password": "{wrong}')
    client.get(ME, headers=bearer(f"{pairs[0].access[:-4]}AAAA"))
    refresh(client, pairs[1].refresh)
    body = {"current_password": person.password, "new_password": new}
    changed = client.post(PASSWORD, json=body, headers=bearer(pairs[0].access))
    assert changed.status_code == 204, changed.text
    return [person.password, wrong, new, *(secret for pair in pairs for secret in pair)]


def _values(url: str) -> Iterator[str]:
    """All that is in the database, as texts."""
    for name in schema_of(url):
        for row in fetch(url, f"SELECT * FROM {name}"):
            for value in row:
                text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
                yield text


@stored
def test_no_secret_is_kept_as_it_is(database_url: str) -> None:
    with serving({"database_url": database_url}) as url, httpx2.Client(base_url=url) as client:
        secrets = _use(client)

    kept = "\n".join(_values(database_url))

    assert "@example.com" in kept
    assert [secret for secret in secrets if secret in kept] == []
    assert [secret for secret in secrets if secret.encode().hex() in kept.lower()] == []


@stored
def test_a_password_is_kept_as_argon2id(database_url: str) -> None:
    with serving({"database_url": database_url}) as url, httpx2.Client(base_url=url) as client:
        register(client)

    hashes = [found for value in _values(database_url) if (found := ARGON2.match(value))]

    assert hashes
    assert all(int(found[1]) >= 19456 and int(found[2]) >= 2 for found in hashes)


@pytest.mark.checklist("security.log-redaction", proves="whole-run")
def test_no_secret_is_in_the_log(database_url: str) -> None:
    with (
        running(database_url, LOG_LEVEL="debug", LOGIN_LIMIT="1000/minute") as service,
        httpx2.Client(base_url=service.base_url) as client,
    ):
        secrets = _use(client)
        service.stop()
        said = service.log().decode()

    assert said.count(LOGIN) >= 3
    assert [secret for secret in secrets if secret in said] == []
