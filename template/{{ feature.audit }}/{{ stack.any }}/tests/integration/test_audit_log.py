"""What is written down of a running service: from where, how often, by scripts, and without
secrets."""

import os
import subprocess
import sys
from collections.abc import Iterator

import httpx2
import pytest

from tests.audited import entries, newest, since
from tests.callers import client_of, headers_of
from tests.contract.parallel import at_once
from tests.logging_in import LOGIN, log_in
from tests.people import ME, PASSWORD, USERS, register, registration
from tests.processes import ROOT
from tests.samples import token
from tests.schema import schema_of
from tests.serving import serving
from tests.sql import fetch

HERE = "127.0.0.1/32"
FORGED = "198.51.100.66"
WRONG = "not the password of anybody"
LIMIT = 3


@pytest.fixture(scope="module")
def url(database_url: str) -> Iterator[str]:
    """It takes nobody for its proxy."""
    with serving({"database_url": database_url}) as url:
        yield url


@pytest.fixture
def admin(url: str) -> Iterator[httpx2.Client]:
    with client_of(url, timeout=15) as client:
        yield client


@pytest.fixture
def anonymous(url: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=url, timeout=15) as client:
        yield client


@pytest.mark.checklist("security.audit-log", proves="changes")
@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP"])
def test_a_forged_address_is_not_believed(
    admin: httpx2.Client, anonymous: httpx2.Client, name: str
) -> None:
    last = newest(admin)

    headers = {name: FORGED}
    anonymous.post(USERS, json=registration(), headers=headers).raise_for_status()

    [told] = since(admin, last)
    assert told["address"] == "127.0.0.1"
    assert FORGED not in str(told)


@pytest.mark.checklist("security.audit-log", proves="changes")
def test_a_trusted_proxy_tells_whom_it_was_asked_by(database_url: str) -> None:
    with (
        serving({"database_url": database_url, "trusted_proxies": HERE}) as url,
        client_of(url, timeout=15) as admin,
        httpx2.Client(base_url=url, timeout=15) as anonymous,
    ):
        last = newest(admin)
        told = {"X-Forwarded-For": f"{FORGED}, 2001:db8::7"}
        anonymous.post(USERS, json=registration(), headers=told).raise_for_status()

        [entry] = since(admin, last)
        assert entry["address"] == "2001:db8::7"


@pytest.mark.checklist("security.audit-log", proves="logins")
def test_who_guesses_on_fills_no_log(admin: httpx2.Client, database_url: str) -> None:
    settings = {"login_limit": f"{LIMIT}/minute", "trusted_proxies": HERE}
    with (
        serving({"database_url": database_url, **settings}) as url,
        httpx2.Client(base_url=url, timeout=15) as anonymous,
    ):
        person, last = register(anonymous), newest(admin)

        def guess(number: int) -> httpx2.Response:
            told = {"X-Forwarded-For": f"203.0.113.{number}"}
            body = {"email": person.email, "password": WRONG}
            return anonymous.post(LOGIN, json=body, headers=told)

        at_once(20, guess)

    told = [(entry["action"], entry["subject_id"]) for entry in since(admin, last)]
    assert sorted(told) == [("login.failed", person.id)] * LIMIT + [("login.refused", person.id)]


@pytest.mark.checklist("security.audit-log", proves="changes")
def test_what_a_script_does_is_the_service_s(admin: httpx2.Client, database_url: str) -> None:
    person = register(admin)

    subprocess.run(
        [sys.executable, "-m", "tools.admin", person.email],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database_url, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        check=True,
    )

    told = entries(admin, subject_id=person.id)[0]
    assert (told["action"], told["fields"]) == ("user.role_changed", ["is_active", "role"])
    assert (told["actor_id"], told["actor_role"]) == (None, "service")
    assert (told["address"], told["request_id"], told["user_agent"]) == (None, None, None)


@pytest.mark.checklist("security.audit-log", proves="no-secrets")
def test_no_secret_is_kept(
    admin: httpx2.Client, anonymous: httpx2.Client, url: str, database_url: str
) -> None:
    typed, wrong, new = f"{token()}@example.com", f"a wrong {token()}", f"a new {token()}"
    person = register(anonymous, full_name=f"Ada {token()}")
    anonymous.post(LOGIN, json={"email": person.email, "password": wrong})
    anonymous.post(LOGIN, json={"email": typed, "password": wrong})
    anonymous.post(f"{LOGIN}?password={wrong}", json={"email": wrong, "password": wrong})
    mine = log_in(url, person.email, person.password)
    anonymous.get(ME, headers=mine)
    change = {"current_password": wrong, "new_password": new}
    anonymous.post(PASSWORD, json=change, headers=mine)
    anonymous.post(PASSWORD, json={**change, "current_password": person.password}, headers=mine)

    rows = fetch(database_url, "SELECT * FROM audit_entries")
    kept = "\n".join(str(value) for row in rows for value in row)
    secrets = [person.password, wrong, new, typed, person.email, *mine.values()]
    secrets += [secret.partition(" ")[2] for secret in headers_of(url).values()]
    assert len(entries(admin, subject_id=person.id)) >= 4
    assert [secret for secret in secrets if secret and secret in kept] == []
    assert "argon2" not in kept
    assert "@" not in kept


@pytest.mark.parametrize("name", ["actor_id", "action", "subject_type", "subject_id"])
def test_a_filter_has_an_index_in_the_order_of_the_list(database_url: str, name: str) -> None:
    assert [name, "id"] in schema_of(database_url)["audit_entries"].indexes.values()
