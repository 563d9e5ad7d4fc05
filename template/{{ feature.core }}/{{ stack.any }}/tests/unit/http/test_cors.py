"""Which web pages of other origins may send what, and read which answers."""

import pytest

from app.http.cors import CorsPolicy
from app.http.operations import Promise

FRIEND, STRANGER = "https://app.example.com", "https://evil.example"
POLICY = CorsPolicy([FRIEND])


@pytest.mark.parametrize(
    ("origin", "method", "headers", "status"),
    [
        (FRIEND, "POST", "content-type", 204),
        (FRIEND, "PATCH", "If-Match, Content-Type", 204),
        (FRIEND, "GET", "", 204),
        (FRIEND, "TRACE", "", 403),
        (FRIEND, "post", "", 403),
        (FRIEND, "POST", "authorization-of-mine", 403),
        (STRANGER, "POST", "", 403),
        ("null", "POST", "", 403),
        (f"{FRIEND}.evil.example", "POST", "", 403),
    ],
)
def test_a_preflight_is_answered(origin: str, method: str, headers: str, status: int):
    answer = POLICY.answer_preflight(origin, method, headers)

    allowed = answer.headers.get("Access-Control-Allow-Origin")
    assert answer.status_code == status
    assert allowed == (origin if status == 204 else None)


def test_a_stranger_reads_no_answer_and_caches_tell_them_apart():
    assert POLICY.of_answer(FRIEND)["Access-Control-Allow-Origin"] == FRIEND
    assert "Access-Control-Allow-Origin" not in POLICY.of_answer(STRANGER)
    assert POLICY.of_answer(FRIEND)["Vary"] == POLICY.of_answer(STRANGER)["Vary"] == "Origin"


def test_a_page_may_send_and_read_what_options_promise():
    promise = Promise(holds_for=bool, reads={"X-Sent": "..."}, sends={"X-Read": "..."})
    policy = CorsPolicy([FRIEND], [promise])

    answer = policy.answer_preflight(FRIEND, "POST", "x-sent, content-type")

    assert answer.status_code == 204
    assert "X-Sent" in answer.headers["Access-Control-Allow-Headers"]
    assert policy.of_answer(FRIEND)["Access-Control-Expose-Headers"] == (
        "ETag, Location, Retry-After, X-Read, X-Request-ID"
    )


def test_all_origins_may_where_that_is_said():
    assert CorsPolicy(["*"]).allows(STRANGER)
    assert not CorsPolicy([]).allows(FRIEND)


@pytest.mark.parametrize(
    ("origins", "by_cookie", "told"),
    [
        (["https://a.example"], True, "true"),
        (["*", "https://a.example"], True, "true"),
        (["*"], True, None),
        (["https://a.example"], False, None),
    ],
)
def test_a_cookie_is_for_pages_that_are_listed_by_name(
    origins: list[str], by_cookie: bool, told: str | None
) -> None:
    promise = Promise(holds_for=lambda _: True, by_cookie=by_cookie)

    headers = CorsPolicy(origins, [promise]).of_answer("https://a.example")

    assert headers.get("Access-Control-Allow-Credentials") == told


@pytest.mark.parametrize(
    ("scheme", "header", "status"),
    [
        ({"type": "http", "scheme": "bearer"}, "authorization", 204),
        ({"type": "apiKey", "in": "header", "name": "X-API-Key"}, "x-api-key", 204),
        ({"type": "apiKey", "in": "cookie", "name": "x"}, "authorization", 403),
    ],
)
def test_a_page_may_say_who_asks_as_the_document_tells_it(
    scheme: dict[str, str], header: str, status: int
) -> None:
    promise = Promise(holds_for=lambda _: True, security={"way": scheme})

    answer = CorsPolicy([FRIEND], [promise]).answer_preflight(FRIEND, "GET", header)

    assert answer.status_code == status
