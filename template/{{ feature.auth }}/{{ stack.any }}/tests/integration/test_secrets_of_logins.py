"""Passwords, and what shows a login: nothing that is kept or said of them is good for one."""

import re

import httpx2
import pytest

from tests.kept import values_of
from tests.logging_in import LOGIN, headers_of
from tests.people import ME, PASSWORD, USERS, Person, register
from tests.processes import running
from tests.samples import token
from tests.serving import serving

ARGON2 = re.compile(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$")
stored = pytest.mark.checklist("security.passwords", proves="stored")


def _log_in(client: httpx2.Client, person: Person) -> dict[str, str]:
    body = {"email": person.email, "password": person.password}
    return headers_of(client.post(LOGIN, json=body))


def _use(client: httpx2.Client) -> list[str]:
    """Registers, logs in right and wrong, changes the password; all secrets of it."""
    person, wrong, new = register(client), f"a wrong {token()}", f"a new one of {token()}"
    logins = [_log_in(client, person) for _ in range(2)]
    client.post(LOGIN, json={"email": person.email, "password": wrong})
    client.post(USERS, json={"email": "x", "password": f"{wrong}\0"})
    client.post(f"{LOGIN}?password={wrong}", content=f'{{"password": "{wrong}')
    client.get(ME, headers={name: f"{value[:-4]}AAAA" for name, value in logins[0].items()})
    body = {"current_password": person.password, "new_password": new}
    changed = client.post(PASSWORD, json=body, headers=logins[0])
    assert changed.status_code == 204, changed.text
    shown = [re.split("[ =]", value)[-1] for login in logins for value in login.values()]
    return [person.password, wrong, new, *shown]


@stored
def test_no_secret_is_kept_as_it_is(database_url: str) -> None:
    with serving({"database_url": database_url}) as url, httpx2.Client(base_url=url) as client:
        secrets = _use(client)

    kept = "\n".join(values_of(database_url))

    assert "@example.com" in kept
    assert [secret for secret in secrets if secret in kept] == []
    assert [secret for secret in secrets if secret.encode().hex() in kept.lower()] == []


@stored
def test_a_password_is_kept_as_argon2id(database_url: str) -> None:
    with serving({"database_url": database_url}) as url, httpx2.Client(base_url=url) as client:
        register(client)

    hashes = [found for value in values_of(database_url) if (found := ARGON2.match(value))]

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
