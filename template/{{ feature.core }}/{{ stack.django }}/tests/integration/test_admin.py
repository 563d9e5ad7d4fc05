"""Django's admin over HTTP: every resource is listed, added, changed and deleted by its forms."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest

from tests.admin import Form, log_in, make_admin, page_of, send
from tests.callers import client_of
from tests.parents import fresh
from tests.registry import SAMPLES
from tests.samples import Sample
from tests.serving import serving

of_each_resource = pytest.mark.parametrize("sample", SAMPLES, ids=[s.name for s in SAMPLES])


@pytest.fixture(scope="module")
def service_url(database_url: str) -> Iterator[str]:
    with serving({"database_url": database_url}) as url:
        make_admin()
        yield url


@pytest.fixture
def stranger(service_url: str) -> Iterator[httpx2.Client]:
    """Somebody who has not logged in."""
    with httpx2.Client(base_url=service_url, timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def admin(service_url: str) -> Iterator[httpx2.Client]:
    """Somebody who has, and may use the API beside."""
    with client_of(service_url, timeout=30) as client:
        assert log_in(client).headers["Location"] == "/admin/"
        yield client


@of_each_resource
def test_what_is_added_is_listed_and_in_the_api(admin: httpx2.Client, sample: Sample):
    body = fresh(admin, sample)

    added = send(admin, page_of(sample, "add"), body)

    shown = admin.get(sample.path).json()["data"][0]
    assert added.status_code == 302
    assert {name: shown[name] for name in sample.required} == _as_the_api_has_it(
        admin, sample, body
    )
    assert shown["id"] in admin.get(page_of(sample, "changelist")).text


@of_each_resource
def test_a_change_by_a_form_changes_the_tag(admin: httpx2.Client, sample: Sample):
    made = admin.post(sample.path, json=fresh(admin, sample))
    where, tag = made.headers["Location"], made.headers["ETag"]
    page = page_of(sample, "change", made.json()["data"]["id"])

    changed = send(admin, page, {})

    after = admin.get(where)
    data, before = after.json()["data"], made.json()["data"]
    assert changed.status_code == 302
    assert after.headers["ETag"] != tag
    assert data["updated_at"] > before["updated_at"]
    assert data | {"updated_at": None} == before | {"updated_at": None}
    assert admin.patch(where, json={}, headers={"If-Match": tag}).status_code == 412


@of_each_resource
def test_changes_by_the_form_and_by_the_api_are_all_counted(admin: httpx2.Client, sample: Sample):
    made = admin.post(sample.path, json=fresh(admin, sample))
    where = made.headers["Location"]
    page = page_of(sample, "change", made.json()["data"]["id"])
    form = Form(admin.get(page).text).values

    with ThreadPoolExecutor(6) as pool:
        by_form = [pool.submit(admin.post, page, data=form) for _ in range(10)]
        by_api = [pool.submit(admin.patch, where, json={}) for _ in range(10)]

    assert {each.result().status_code for each in by_form} == {302}
    assert {each.result().status_code for each in by_api} == {200}
    plain = admin.get(where, headers={"Accept-Encoding": "identity"})
    assert plain.headers["ETag"] == '"21"'


@of_each_resource
def test_what_is_deleted_is_gone(admin: httpx2.Client, sample: Sample):
    made = admin.post(sample.path, json=fresh(admin, sample))
    page = page_of(sample, "delete", made.json()["data"]["id"])

    deleted = send(admin, page, {})

    assert deleted.status_code == 302
    assert admin.get(made.headers["Location"]).status_code == 404


@of_each_resource
def test_a_taken_value_is_told_beside_its_field(admin: httpx2.Client, sample: Sample):
    body = fresh(admin, sample)
    admin.post(sample.path, json=body)
    taken = {name: body[name] for name in sample.unique}
    raised = {name: taken[name].upper() for name in sample.folded if name in taken}

    refused = send(admin, page_of(sample, "add"), {**fresh(admin, sample), **taken, **raised})

    assert refused.status_code == (200 if sample.unique else 302)
    assert refused.text.count("already exists") == len(sample.unique)


def test_a_stranger_has_to_log_in(stranger: httpx2.Client):
    asked = stranger.get("/admin/")

    assert asked.status_code == 302
    assert asked.headers["Location"] == "/admin/login/?next=/admin/"


def test_a_form_of_another_site_is_refused(admin: httpx2.Client):
    page = page_of(SAMPLES[0], "add")

    forged = admin.post(page, data=SAMPLES[0].fresh())

    assert forged.status_code == 403


def test_pages_have_the_headers_of_pages(stranger: httpx2.Client):
    page = stranger.get("/admin/login/")

    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Request-ID"]
    assert "httponly" in page.headers["Set-Cookie"].lower()


def test_the_files_of_the_admin_are_served(stranger: httpx2.Client):
    style = stranger.get("/static/admin/css/base.css")
    missing = stranger.get("/static/admin/css/none.css")
    outside = stranger.get("/static/%2e%2e/%2e%2e/settings.py")

    assert style.status_code == 200
    assert style.headers["Content-Type"].startswith("text/css")
    assert (missing.status_code, outside.status_code) == (404, 404)
    assert "Access-Control-Allow-Origin" not in style.headers


@pytest.mark.parametrize("sent", [{"data": {"a": "b" * 2**21}}, {"files": {"a": b"b" * 2**21}}])
def test_a_form_that_is_too_large_is_a_413(stranger: httpx2.Client, sent: dict[str, Any]):
    stranger.get("/admin/login/")

    refused = stranger.post("/admin/login/", **sent)

    assert refused.status_code == 413
    assert refused.json()["error"]["code"] == "PAYLOAD_TOO_LARGE"


@of_each_resource
def test_the_api_knows_no_session(admin: httpx2.Client, sample: Sample):
    listed = admin.get(sample.path)

    assert listed.status_code == 200
    assert "set-cookie" not in listed.headers
    assert "cookie" not in listed.headers.get("vary", "").lower()


def _as_the_api_has_it(client: httpx2.Client, sample: Sample, body: dict[str, object]) -> object:
    """The API's own form of these values: the same, sent through it."""
    other = fresh(client, sample)
    sent = {**body, **{name: other[name] for name in sample.unique}}
    data = client.post(sample.path, json=sent).json()["data"]
    return {name: body[name] if name in sample.unique else data[name] for name in sample.required}
