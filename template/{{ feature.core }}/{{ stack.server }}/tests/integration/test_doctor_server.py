"""What the doctor says of a server: no database, a wrong password, no right, no TLS, no answer.

Against the server of the tests. Where that lets everybody in without a password it cannot refuse
one: then PostgreSQL is started for it, if its programs are installed.
"""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from tests.databases import fresh_database
from tests.diagnosing import checks_of_database, http, last_check, listening, silence
from tests.logins import Login, login_to
from tests.needs import lack
from tests.own_postgresql import own_postgresql, programs
from tests.processes import free_port
from tests.proxy import Proxy
from tests.sql import ERRORS, fetch, holding
from tests.urls import at_port, kind_of, on_database
from tools.doctor.findings import Code, State

pytestmark = pytest.mark.checklist("operations.diagnosis", proves="told-apart")


@pytest.fixture(scope="module")
def url(database_url: str) -> Iterator[str]:
    """A database of its own, for users with few rights."""
    with fresh_database() as fresh:
        yield fresh


@pytest.fixture
def login(url: str) -> Iterator[Login]:
    with login_to(url) as made:
        yield made


@pytest.fixture
def strict(login: Login) -> Iterator[Login]:
    """Somebody whom the server asks for a password."""
    if _asks_for_passwords(login):
        yield login
        return
    folder = programs() or lack(
        "the server of the tests asks nobody for a password. Install PostgreSQL's initdb, or set "
        "TEST_DATABASE_URL to a server that asks"
    )
    with own_postgresql(folder) as own, login_to(own) as made:
        yield made


def _asks_for_passwords(login: Login) -> bool:
    try:
        fetch(login.with_password("wrong"), "SELECT 1")
    except ERRORS:
        return True
    return False


def fault_of(url: str) -> tuple[str, Code | None]:
    check = last_check(url)
    return check.name, check.fault


def test_a_database_that_is_missing(url: str):
    name = f"missing_{uuid4().hex}"

    check = last_check(on_database(url, name))

    assert (check.name, check.fault) == ("database.login", Code.NO_DATABASE)
    assert name in check.message
    assert name in str(check.remedy)


def test_a_url_without_a_database(url: str):
    assert fault_of(on_database(url, "")) == ("database.url", Code.MALFORMED)


def test_a_wrong_password(strict: Login):
    check = last_check(strict.with_password("wrong-one"))

    assert (check.name, check.fault) == ("database.login", Code.PASSWORD)
    assert strict.user in check.message
    assert "wrong-one" not in str(check)


def test_no_password_where_one_is_needed(strict: Login):
    assert fault_of(strict.with_password("")) == ("database.login", Code.PASSWORD)


def test_a_user_who_may_not_use_the_database(login: Login):
    with login.shut_out():
        check = last_check(login.url)

    assert (check.name, check.fault) == ("database.login", Code.NO_RIGHT)
    assert "GRANT" in str(check.remedy)


def test_a_user_who_has_no_connection_left(login: Login):
    login.grant("SELECT")
    login.limit(1)

    with holding(login.url, "SELECT 1"):
        fault = fault_of(login.url)

    assert fault == ("database.login", Code.TOO_MANY)


def test_a_user_who_may_only_read(login: Login):
    login.grant("SELECT")

    check = last_check(login.url)

    assert (check.name, check.fault) == ("database.rights", Code.NO_RIGHT)
    assert " may not INSERT " in check.message
    assert "GRANT SELECT, INSERT, UPDATE, DELETE ON" in str(check.remedy)


def test_a_user_who_may_do_all_but_make_tables_is_a_warning(login: Login):
    login.grant("SELECT, INSERT, UPDATE, DELETE")

    checks = {check.name: check for check in checks_of_database(login.url)}

    assert checks["database.rights"].state == State.WARNING
    assert "GRANT CREATE" in str(checks["database.rights"].remedy)
    assert checks["database.migrations"].state == State.OK


def test_a_closed_port(url: str):
    assert fault_of(at_port(url, free_port())) == ("database.port", Code.PORT)


def test_a_name_that_stands_for_nothing(url: str):
    elsewhere = f"{kind_of(url)}://app:secret@db.invalid/app"

    assert fault_of(elsewhere) == ("database.host", Code.UNRESOLVED)


def test_a_server_that_says_nothing(url: str):
    with listening(silence) as port:
        assert fault_of(at_port(url, port)) == ("database.protocol", Code.NO_ANSWER)


def test_a_server_of_another_kind(url: str):
    with listening(http) as port:
        assert fault_of(at_port(url, port)) == ("database.protocol", Code.PROTOCOL)


def test_a_server_that_freezes_while_it_is_asked(url: str):
    with Proxy(url) as proxy:
        proxy.freeze()

        fault = fault_of(proxy.url)

        proxy.thaw()
    assert fault == ("database.protocol", Code.NO_ANSWER)
