"""Sessions that a cookie shows: opened, used, closed; and what no cookie is."""

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of
from tests.contract.users.cookies import NAME, SESSION, Opened, cookie_of, log_in, opened
from tests.people import ME, PASSWORD, Person, register

logins = pytest.mark.checklist("security.authentication", proves="logins")
forged = pytest.mark.checklist("security.authentication", proves="forged")
closed = pytest.mark.checklist("security.authentication", proves="closed")
ended = pytest.mark.checklist("security.sessions", proves="logout")


@pytest.fixture
def session(anonymous: Client, person: Person) -> Opened:
    return opened(log_in(anonymous, person))


def _assert_ended(client: Client, *sessions: Opened) -> None:
    for session in sessions:
        error_of(client.get(ME, headers=session.headers), 401, "UNAUTHENTICATED")


@logins
def test_who_logs_in_gets_a_cookie_and_a_token(anonymous: Client, person: Person) -> None:
    response = log_in(anonymous, person)

    assert data_of(response).keys() == {"csrf_token", "expires_at"}
    assert cookie_of(response).value not in response.text
    assert response.headers["Cache-Control"] == "no-store"


@closed
def test_no_script_and_no_other_host_gets_the_cookie(anonymous: Client, person: Person) -> None:
    response = log_in(anonymous, person)

    assert len(response.headers.get_list("Set-Cookie")) == 1
    cookie = cookie_of(response)
    assert cookie.key == "__Host-session"
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Strict")
    assert (cookie["path"], cookie["domain"]) == ("/", "")
    assert int(cookie["max-age"]) == 24 * 3600


@logins
def test_it_shows_who_asks(anonymous: Client, person: Person, session: Opened) -> None:
    assert data_of(anonymous.get(ME, headers=session.headers))["id"] == person.id


def test_it_is_found_among_others(anonymous: Client, session: Opened) -> None:
    headers = {"Cookie": f"theme=dark; {NAME}={session.cookie}; x=1; y"}

    data_of(anonymous.get(ME, headers=headers))


def test_a_page_that_is_loaded_anew_gets_its_token_again(
    anonymous: Client, session: Opened
) -> None:
    response = anonymous.get(SESSION, headers={"Cookie": f"{NAME}={session.cookie}"})

    assert data_of(response)["csrf_token"] == session.token
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers


@forged
@pytest.mark.parametrize(
    "change",
    [
        "",
        "x",
        "{}x",
        "x{}",
        "{}=",
        '"{}"',
        "A" * 86,
        "A" * 10_000,
        "%00",
        "é",
        "{};",
    ],
)
def test_what_was_not_given_out_is_no_session(
    anonymous: Client, session: Opened, change: str
) -> None:
    value = change.format(session.cookie)

    response = anonymous.get(ME, headers={b"Cookie": f"{NAME}={value}".encode()})

    if value.strip(" ;") == session.cookie:
        data_of(response)
    else:
        error_of(response, 401, "UNAUTHENTICATED")
        assert response.headers["WWW-Authenticate"]


@forged
@pytest.mark.parametrize("place", [0, 5, 30, 60, 84])
def test_one_that_was_changed_anywhere_is_none(
    anonymous: Client, session: Opened, place: int
) -> None:
    other = "A" if session.cookie[place] != "A" else "B"
    changed = f"{session.cookie[:place]}{other}{session.cookie[place + 1 :]}"

    response = anonymous.get(ME, headers={"Cookie": f"{NAME}={changed}"})

    error_of(response, 401, "UNAUTHENTICATED")


@closed
@pytest.mark.parametrize("name", ["session", "__Secure-session", "__host-session", "sessionid"])
def test_it_is_taken_from_its_own_name_alone(anonymous: Client, session: Opened, name: str) -> None:
    response = anonymous.get(ME, headers={"Cookie": f"{name}={session.cookie}"})

    error_of(response, 401, "UNAUTHENTICATED")


@closed
def test_it_is_no_token(anonymous: Client, session: Opened) -> None:
    for headers in ({"Authorization": f"Bearer {session.cookie}"}, {"X-Session": session.cookie}):
        error_of(anonymous.get(ME, headers=headers), 401, "UNAUTHENTICATED")
    error_of(anonymous.get(ME, params={NAME: session.cookie}), 401, "UNAUTHENTICATED")


@ended
def test_a_logout_ends_it_and_takes_the_cookie_back(anonymous: Client, session: Opened) -> None:
    response = anonymous.delete(SESSION, headers=session.headers)

    assert (response.status_code, response.content) == (204, b"")
    cookie = cookie_of(response)
    assert (cookie.value, cookie["max-age"], cookie["secure"]) == ("", "0", True)
    _assert_ended(anonymous, session)
    error_of(anonymous.delete(SESSION, headers=session.headers), 401, "UNAUTHENTICATED")


@ended
def test_a_logout_ends_no_other_session(anonymous: Client, person: Person, session: Opened) -> None:
    elsewhere = opened(log_in(anonymous, person))

    anonymous.delete(SESSION, headers=session.headers)

    data_of(anonymous.get(ME, headers=elsewhere.headers))


@ended
def test_a_login_is_a_new_session_and_ends_the_one_before(
    anonymous: Client, person: Person, session: Opened
) -> None:
    after = opened(log_in(anonymous, person, Cookie=f"{NAME}={session.cookie}"))

    assert after.cookie != session.cookie
    assert after.token != session.token
    _assert_ended(anonymous, session)
    data_of(anonymous.get(ME, headers=after.headers))


@ended
def test_a_session_that_somebody_planted_is_not_taken_over(
    anonymous: Client, person: Person
) -> None:
    planted = opened(log_in(anonymous, register(anonymous)))

    after = opened(log_in(anonymous, person, Cookie=f"{NAME}={planted.cookie}"))

    assert data_of(anonymous.get(ME, headers=after.headers))["id"] == person.id
    _assert_ended(anonymous, planted)


def test_a_failed_login_ends_nothing(anonymous: Client, person: Person, session: Opened) -> None:
    wrong = person._replace(password="not the password of anybody")

    response = log_in(anonymous, wrong, Cookie=f"{NAME}={session.cookie}")

    error_of(response, 401, "INVALID_CREDENTIALS")
    assert "Set-Cookie" not in response.headers
    data_of(anonymous.get(ME, headers=session.headers))


def test_a_login_with_junk_for_a_cookie_is_a_login(anonymous: Client, person: Person) -> None:
    opened(log_in(anonymous, person, Cookie=f"{NAME}=junk"))


@pytest.mark.checklist("security.sessions", proves="password-change")
def test_a_new_password_ends_the_other_sessions(
    anonymous: Client, person: Person, session: Opened
) -> None:
    other = opened(log_in(anonymous, person))
    body = {"current_password": person.password, "new_password": "a new good one"}

    assert anonymous.post(PASSWORD, json=body, headers=session.headers).status_code == 204

    _assert_ended(anonymous, other)
    data_of(anonymous.get(ME, headers=session.headers))


def test_a_role_holds_from_the_next_request(
    client: Client, anonymous: Client, person: Person, session: Opened
) -> None:
    error_of(anonymous.get("/api/v1/users", headers=session.headers), 403, "FORBIDDEN")

    client.patch(person.path, json={"role": "admin"})
    data_of(anonymous.get("/api/v1/users", headers=session.headers))

    client.patch(person.path, json={"is_active": False})
    _assert_ended(anonymous, session)


def test_the_document_says_how_it_is_brought(client: Client) -> None:
    document = client.get("/openapi.json").json()

    scheme = document["components"]["securitySchemes"]["cookie"]
    assert {k: v for k, v in scheme.items() if k != "description"} == {
        "type": "apiKey",
        "in": "cookie",
        "name": NAME,
    }
    change = document["paths"][ME]["patch"]
    assert any("cookie" in way for way in change["security"])
    assert "X-CSRF-Token" in {parameter["name"] for parameter in change["parameters"]}
    assert "X-CSRF-Token" not in {
        parameter["name"] for parameter in document["paths"][ME]["get"].get("parameters", [])
    }
