"""A page of somebody else writes nothing in its visitor's name."""

from collections.abc import Iterator

import pytest
from httpx2 import Client, Response

from tests.contract.answers import data_of, error_of
from tests.contract.users.asked import Asked
from tests.contract.users.cookies import NAME, Opened, log_in, opened
from tests.people import ME, PASSWORD, Person, register
from tests.serving import serving

FRIEND = "https://app.example.com"
STRANGERS = [
    "https://evil.example",
    "null",
    "http://app.example.com",
    f"{FRIEND}.evil.example",
    "x",
]
guarded = pytest.mark.checklist("security.csrf", proves="cross-site")
needs_token = pytest.mark.checklist("security.csrf", proves="token")


@pytest.fixture(scope="module")
def session(anonymous: Client) -> Opened:
    return opened(log_in(anonymous, register(anonymous)))


def _write(client: Client, session: Opened, **headers: str) -> Response:
    """A change as a browser sends it; an empty header is left out."""
    sent = {k.replace("_", "-"): v for k, v in {**session.headers, **headers}.items() if v}
    return client.patch(ME, json={"full_name": "Ada"}, headers=sent)


def _refused(response: Response) -> None:
    error_of(response, 403, "CSRF_FAILED")


@guarded
def test_a_cross_site_post_is_refused(anonymous: Client, session: Opened) -> None:
    body = {"current_password": "x", "new_password": "four words in a row"}
    headers = {"Cookie": f"{NAME}={session.cookie}", "Sec-Fetch-Site": "cross-site"}

    _refused(anonymous.post(PASSWORD, json=body, headers=headers))


@guarded
@pytest.mark.parametrize("site", ["cross-site", "same-site", "x", "same-origin, cross-site"])
def test_another_site_is_refused_whatever_it_knows(
    anonymous: Client, session: Opened, site: str
) -> None:
    _refused(_write(anonymous, session, Sec_Fetch_Site=site))


@guarded
@pytest.mark.parametrize("site", ["same-origin", "none", ""])
def test_a_page_of_the_service_may_write(anonymous: Client, session: Opened, site: str) -> None:
    data_of(_write(anonymous, session, Sec_Fetch_Site=site))


@guarded
@pytest.mark.parametrize("origin", STRANGERS)
def test_an_old_browser_tells_by_its_origin(
    anonymous: Client, session: Opened, origin: str
) -> None:
    _refused(_write(anonymous, session, Origin=origin))


@guarded
def test_an_origin_of_its_own_is_no_other(anonymous: Client, session: Opened) -> None:
    own = str(anonymous.base_url).rstrip("/")

    data_of(_write(anonymous, session, Origin=own))


@guarded
def test_what_a_browser_says_comes_before_an_origin(anonymous: Client, session: Opened) -> None:
    own = str(anonymous.base_url).rstrip("/")

    _refused(_write(anonymous, session, Origin=own, Sec_Fetch_Site="cross-site"))


@needs_token
@pytest.mark.parametrize("token", ["", "x", "A" * 43, "{}x", "x{}", "é"])
def test_without_the_token_of_the_session_nothing_is_written(
    anonymous: Client, session: Opened, token: str
) -> None:
    shown = token.format(session.token)
    headers = {b"Cookie": f"{NAME}={session.cookie}".encode(), b"Sec-Fetch-Site": b"same-origin"}
    if shown:
        headers[b"X-CSRF-Token"] = shown.encode()

    _refused(anonymous.patch(ME, json={"full_name": "Ada"}, headers=headers))


@needs_token
def test_a_token_of_another_session_is_none(
    anonymous: Client, person: Person, session: Opened
) -> None:
    other = opened(log_in(anonymous, person))

    _refused(_write(anonymous, session._replace(token=other.token)))


@needs_token
def test_every_change_needs_it(
    anonymous: Client, session: Opened, operations: dict[str, Asked]
) -> None:
    by_cookie = {"Cookie": f"{NAME}={session.cookie}"}

    for asked in operations.values():
        if asked.needs_login and asked.method != "GET":
            _refused(anonymous.request(asked.method, asked.path, json={}, headers=by_cookie))
    data_of(anonymous.get(ME, headers=by_cookie))


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("site", ["cross-site", "same-site", ""])
def test_to_read_takes_no_token(anonymous: Client, session: Opened, method: str, site: str) -> None:
    headers = {"Cookie": f"{NAME}={session.cookie}", "Sec-Fetch-Site": site}

    assert anonymous.request(method, ME, headers=headers).status_code == 200


@guarded
@pytest.mark.parametrize("told", [{"Sec_Fetch_Site": "cross-site"}, {"Origin": STRANGERS[0]}])
def test_nobody_is_logged_in_by_another_page(
    anonymous: Client, person: Person, told: dict[str, str]
) -> None:
    headers = {name.replace("_", "-"): value for name, value in told.items()}

    _refused(log_in(anonymous, person, **headers))


def test_a_refusal_tells_no_token(anonymous: Client, session: Opened) -> None:
    response = _write(anonymous, session._replace(token="x"))

    assert session.token not in response.text


@pytest.fixture(scope="module")
def friendly(database_url: str) -> Iterator[Client]:
    """Of a service that lets a page of another origin in."""
    settings = {"database_url": database_url, "cors_origins": [FRIEND]}
    with serving(settings) as url, Client(base_url=url) as client:
        yield client


@pytest.mark.checklist("security.csrf", proves="listed")
@pytest.mark.parametrize("site", ["same-site", "cross-site", ""])
def test_a_page_that_is_listed_may_write_with_the_token(friendly: Client, site: str) -> None:
    session = opened(log_in(friendly, register(friendly), Origin=FRIEND))

    written = _write(friendly, session, Origin=FRIEND, Sec_Fetch_Site=site)

    data_of(written)
    assert written.headers["Access-Control-Allow-Credentials"] == "true"
    without = session._replace(token="")
    _refused(_write(friendly, without, Origin=FRIEND, Sec_Fetch_Site=site))


@pytest.mark.checklist("security.csrf", proves="listed")
@pytest.mark.parametrize("origin", STRANGERS)
def test_no_other_page_may(friendly: Client, origin: str) -> None:
    session = opened(log_in(friendly, register(friendly)))

    response = _write(friendly, session, Origin=origin, Sec_Fetch_Site="same-site")

    _refused(response)
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_listed_page_may_ask_to_send_cookies(friendly: Client) -> None:
    asked = {"Origin": FRIEND, "Access-Control-Request-Method": "PATCH"}
    asked["Access-Control-Request-Headers"] = "content-type, x-csrf-token"

    answer = friendly.options(ME, headers=asked)

    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Credentials"] == "true"
