"""Users are Django's own too: its admin and its commands do to them what the API would do."""

import subprocess
import sys
from collections.abc import Iterator
from os import environ
from typing import Any

import httpx2
import pytest
from django.urls import reverse

from tests import admin as pages
from tests.callers import EMAIL, client_of
from tests.callers import PASSWORD as OWN
from tests.databases import fresh_database
from tests.logging_in import LOGIN
from tests.migrating import upgrade, upgrade_in_a_process
from tests.people import ME, USERS, Person, logged_in, register
from tests.processes import ROOT, SECRET
from tests.serving import serving
from tests.sql import execute, fetch

ANOTHER = "some other words in a row"


@pytest.fixture(scope="module")
def url(database_url: str) -> Iterator[str]:
    with serving({"database_url": database_url, "secret_key": SECRET}) as url:
        yield url


@pytest.fixture(scope="module")
def admin(url: str) -> Iterator[httpx2.Client]:
    """Who is logged in to the admin, and to the API beside."""
    with client_of(url, timeout=30) as client:
        assert pages.log_in(client, EMAIL, OWN).status_code == 302
        yield client


@pytest.fixture
def person(admin: httpx2.Client) -> Person:
    return register(admin)


@pytest.fixture
def theirs(admin: httpx2.Client, person: Person) -> Iterator[httpx2.Client]:
    with logged_in(admin, person) as client:
        yield client


def page(name: str, *keys: object) -> str:
    return reverse(f"admin:users_userrecord_{name}", args=keys)


def change(admin: httpx2.Client, person: Person, **values: Any) -> None:
    changed = pages.send(admin, page("change", person.id), values)
    assert changed.status_code == 302, changed.text


def set_password(admin: httpx2.Client, person: Person, password: str) -> httpx2.Response:
    path = f"/admin/users/userrecord/{person.id}/password/"
    return pages.send(admin, path, {"password1": password, "password2": password})


def test_who_is_added_can_log_in(admin: httpx2.Client) -> None:
    email = f"Added-{register(admin).email}"
    given = {"email": email, "password1": ANOTHER, "password2": ANOTHER}

    added = pages.send(admin, page("add"), given)

    key = added.headers["Location"].split("/")[-3]
    person = Person(key, email.lower(), ANOTHER)
    with logged_in(admin, person) as client:
        me = client.get(ME).json()["data"]
    assert (me["id"], me["email"], me["role"]) == (key, email.lower(), "user")


@pytest.mark.parametrize("password", ["too short", "123456789000", "x" * 129])
def test_a_password_that_the_api_refuses_is_refused(
    admin: httpx2.Client, person: Person, password: str
) -> None:
    refused = set_password(admin, person, password)

    assert refused.status_code == 200
    assert "errorlist" in refused.text
    with logged_in(admin, person) as client:  # by the old one
        assert client.get(ME).status_code == 200


def test_a_role_that_is_given_and_taken_away_holds_at_once(
    admin: httpx2.Client, person: Person, theirs: httpx2.Client
) -> None:
    before = theirs.get(USERS).status_code
    change(admin, person, role="admin")
    given = theirs.get(USERS).status_code
    change(admin, person, role="user")

    assert (before, given, theirs.get(USERS).status_code) == (403, 200, 403)
    assert theirs.get(ME).headers["ETag"] == '"3"'


def test_whose_account_is_closed_is_out_at_once(
    admin: httpx2.Client, person: Person, theirs: httpx2.Client
) -> None:
    change(admin, person, is_active=False)
    closed = theirs.get(ME).status_code
    change(admin, person, is_active=True)

    assert (closed, theirs.get(ME).status_code) == (401, 401)
    with logged_in(admin, person) as client:
        assert client.get(ME).status_code == 200


def test_a_new_password_ends_what_the_old_one_began(
    admin: httpx2.Client, person: Person, theirs: httpx2.Client, database_url: str
) -> None:
    assert set_password(admin, person, ANOTHER).status_code == 302

    kept = fetch(database_url, f"SELECT password FROM users WHERE email = '{person.email}'")
    assert theirs.get(ME).status_code == 401
    assert str(kept[0][0]).startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    with logged_in(admin, person._replace(password=ANOTHER)) as client:
        assert client.get(ME).status_code == 200


def test_who_is_deleted_is_out_at_once(
    admin: httpx2.Client, person: Person, theirs: httpx2.Client
) -> None:
    deleted = pages.send(admin, page("delete", person.id), {})

    assert deleted.status_code == 302
    assert theirs.get(ME).status_code == 401
    assert admin.get(person.path).status_code == 404


def test_an_admin_who_has_used_the_admin_can_be_deleted(
    admin: httpx2.Client, person: Person
) -> None:
    change(admin, person, role="admin")
    with httpx2.Client(base_url=admin.base_url, timeout=30) as client:
        assert pages.log_in(client, person.email, person.password).status_code == 302
        change(client, register(admin), full_name="Somebody")

        deleted = admin.delete(person.path)

        assert deleted.status_code == 204
        assert client.get("/admin/").headers["Location"] == "/admin/login/?next=/admin/"


def test_nobody_but_admins_uses_the_admin(admin: httpx2.Client, person: Person) -> None:
    with httpx2.Client(base_url=admin.base_url, timeout=30) as client:
        refused = pages.log_in(client, person.email, person.password)

        assert refused.status_code == 200
        assert client.get("/admin/").status_code == 302


def test_who_is_no_admin_any_more_is_out_of_it_at_once(
    admin: httpx2.Client, person: Person
) -> None:
    change(admin, person, role="admin")
    with httpx2.Client(base_url=admin.base_url, timeout=30) as client:
        pages.log_in(client, person.email, person.password)
        within = client.get("/admin/").status_code
        taken = admin.patch(person.path, json={"role": "user"})

        assert (within, taken.status_code, client.get("/admin/").status_code) == (200, 200, 302)


@pytest.mark.checklist("security.authentication", proves="limited")
def test_logins_to_the_admin_are_counted_with_those_to_the_api(
    admin: httpx2.Client, person: Person, database_url: str
) -> None:
    forwarded = {"X-Forwarded-For": f"2001:db8:{person.id[-12:-8]}:{person.id[-8:-4]}::1"}
    settings = {"database_url": database_url, "trusted_proxies": "127.0.0.1"}
    with (
        serving({**settings, "login_limit": "3/minute"}) as url,
        httpx2.Client(base_url=url, headers=forwarded, timeout=30) as client,
    ):
        statuses = [pages.log_in(client, person.email, "wrong").status_code for _ in range(4)]
        body = {"email": person.email, "password": person.password}
        by_the_api = client.post(LOGIN, json=body)

    assert statuses == [200, 200, 200, 429]
    assert by_the_api.status_code == 429


def test_nobody_holds_a_connection_while_a_password_is_looked_at(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []
    with (
        serving({"database_url": database_url}) as url,
        httpx2.Client(base_url=url, timeout=30) as client,
    ):
        from app.identity.apps import IdentityConfig
        from app.infrastructure.database.pooled import connections_in_use

        hashing = IdentityConfig.hashing
        for name in ("hash", "verify"):
            monkeypatch.setattr(hashing, name, _watched(getattr(hashing, name), held))
        person = register(client)
        with logged_in(client, person) as theirs:
            body = {"current_password": person.password, "new_password": ANOTHER}
            assert theirs.post(f"{ME}/password", json=body).status_code == 204
        pages.log_in(client, person.email, ANOTHER)

        assert connections_in_use() == 0
    assert held == [0] * 5


def _watched(call: Any, held: list[int]) -> Any:
    from app.infrastructure.database.pooled import connections_in_use

    def watched(*arguments: Any) -> Any:
        held.append(connections_in_use())
        return call(*arguments)

    return watched


def test_the_command_of_django_makes_an_admin(admin: httpx2.Client, database_url: str) -> None:
    email = f"Made-{register(admin).email}"

    made, again = (_createsuperuser(database_url, email) for _ in range(2))

    assert (made.returncode, again.returncode) == (0, 1), made.stderr
    assert "User with this Email already exists." in again.stderr
    with logged_in(admin, Person("", email.lower(), ANOTHER)) as client:
        assert client.get(USERS).status_code == 200


def _createsuperuser(database_url: str, email: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "createsuperuser", "--noinput", f"--email={email}"],
        cwd=ROOT,
        env={**environ, "DATABASE_URL": database_url, "DJANGO_SUPERUSER_PASSWORD": ANOTHER},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_database_from_before_there_were_users_gets_them() -> None:
    with fresh_database() as url:
        _as_before(url)

        upgrade(url)

        [(users,)] = fetch(url, "SELECT count(*) FROM users")
        assert users == 0


def test_what_the_admin_keeps_from_before_is_not_thrown_away() -> None:
    with fresh_database() as url:
        _as_before(url)
        execute(url, "INSERT INTO auth_user (id) VALUES (1)")

        refused = upgrade_in_a_process(url)

        assert refused.returncode == 1
        assert "run `DELETE FROM auth_user;`, and migrate again." in refused.stderr
        assert len(refused.stderr.splitlines()) == 1


def test_who_makes_a_migration_of_such_a_database_is_told_what_to_do_first() -> None:
    with fresh_database() as url:
        _as_before(url)

        refused = subprocess.run(
            [sys.executable, "manage.py", "makemigrations", "--check"],
            cwd=ROOT,
            env={**environ, "DATABASE_URL": url},
            capture_output=True,
            text=True,
            check=False,
        )

        assert refused.returncode == 1
        assert refused.stderr.rstrip().endswith("Migrate it first: make migrate.")


def _as_before(url: str) -> None:
    """With users of Django's own, who have the admin."""
    execute(url, "DROP TABLE users")
    execute(url, "DROP TABLE identity_sessions")
    execute(url, "DELETE FROM django_migrations WHERE app IN ('users', 'identity')")
    execute(url, "CREATE TABLE auth_user (id INTEGER PRIMARY KEY)")
