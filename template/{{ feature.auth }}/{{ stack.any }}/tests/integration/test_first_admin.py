"""`make admin`: the first one, since a service has no account by itself."""

import os
import subprocess
import sys

import httpx2
import pytest

from tests.contract.answers import data_of
from tests.logging_in import log_in
from tests.people import ME, register
from tests.processes import ROOT
from tests.samples import token

PASSWORD = "a very long password"


def admin(database_url: str, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tools.admin", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database_url, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )


def role_of(base_url: str, email: str, password: str) -> str:
    me = httpx2.get(f"{base_url}{ME}", headers=log_in(base_url, email, password))
    role: str = data_of(me)["role"]
    return role


def test_somebody_new_is_one(base_url: str, database_url: str) -> None:
    email = f"{token()}@example.com"

    done = admin(database_url, email, typed=f"{PASSWORD}\n")

    assert (done.returncode, done.stdout) == (0, f"{email} is an admin.\n")
    assert role_of(base_url, email, PASSWORD) == "admin"


def test_who_is_there_keeps_the_password(base_url: str, database_url: str) -> None:
    with httpx2.Client(base_url=base_url) as client:
        person = register(client)

    done = admin(database_url, person.email.upper())

    assert done.returncode == 0
    assert role_of(base_url, person.email, person.password) == "admin"


@pytest.mark.parametrize(
    ("arguments", "typed", "code", "told"),
    [
        ((), "", 2, "Say who: make admin email="),
        (("nobody",), f"{PASSWORD}\n", 1, "email: This text is not in the form"),
        (("a@example.com",), "short\n", 1, "password: String should have at least 12"),
        (("a@example.com",), "password1234\n", 1, "password: This password is one of"),
        (("a@example.com",), "", 1, "password: String should have at least 12"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(
    arguments: tuple[str, ...], typed: str, code: int, told: str, database_url: str
) -> None:
    done = admin(database_url, *arguments, typed=typed)

    assert done.returncode == code
    assert done.stderr.startswith(told)
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_database_that_is_not_migrated_is_told(tmp_path: object) -> None:
    done = admin(f"sqlite:///{tmp_path}/empty.db", "a@example.com", typed=f"{PASSWORD}\n")

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "migrate" in done.stderr
