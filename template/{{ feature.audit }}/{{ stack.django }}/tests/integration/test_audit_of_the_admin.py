"""What is done in Django's admin, and by its ORM, is written down as what the API does."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from app.http.errors import ServiceUnavailable
from app.infrastructure.unit_of_work import UnitOfWork
from tests import admin as pages
from tests.audited import actions, entries, newest, since
from tests.callers import EMAIL, PASSWORD, client_of
from tests.contract.answers import data_of
from tests.contract.rows import create
from tests.parents import fresh
from tests.people import ME, Person, logged_in, register
from tests.registry import SAMPLES
from tests.samples import Sample
from tests.serving import serving

BY_SAMPLE = pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
changes = pytest.mark.checklist("security.audit-log", proves="changes")
logins = pytest.mark.checklist("security.audit-log", proves="logins")
together = pytest.mark.checklist("security.audit-log", proves="together")
AGENT = {"User-Agent": "a browser"}


@pytest.fixture(scope="module")
def admin(database_url: str) -> Iterator[httpx2.Client]:
    """Who is logged in to the admin, and to the API beside."""
    with (
        serving({"database_url": database_url}) as url,
        client_of(url, timeout=30, headers=AGENT) as client,
    ):
        assert pages.log_in(client, EMAIL, PASSWORD).status_code == 302
        yield client


@pytest.fixture
def person(admin: httpx2.Client) -> Person:
    return register(admin)


def own_id(admin: httpx2.Client) -> str:
    key: str = data_of(admin.get(ME))["id"]
    return key


def page(name: str, person: Person) -> str:
    return reverse(f"admin:users_userrecord_{name}", args=[person.id])


@changes
@BY_SAMPLE
def test_each_change_by_a_form_leaves_one_entry(admin: httpx2.Client, sample: Sample) -> None:
    last = newest(admin)
    added = pages.send(admin, pages.page_of(sample, "add"), fresh(admin, sample))
    assert added.status_code == 302
    made = since(admin, last)[0]
    key, kind = made["subject_id"], made["subject_type"]
    body = fresh(admin, sample)
    pages.send(admin, pages.page_of(sample, "change", key), body)
    admin.post(
        pages.page_of(sample, "delete", key),
        data=pages.Form(admin.get(pages.page_of(sample, "delete", key)).text).filled({}),
    )

    deleted, changed, made = entries(admin, subject_id=key)

    assert [made["action"], changed["action"]] == [f"{kind}.created", f"{kind}.changed"]
    assert deleted["action"] == f"{kind}.deleted"
    assert set(changed["fields"]) <= set(body)
    assert changed["fields"]
    for told in (made, changed, deleted):
        assert (told["actor_id"], told["actor_role"]) == (own_id(admin), "admin")
        assert (told["address"], told["user_agent"]) == ("127.0.0.1", AGENT["User-Agent"])
        assert told["request_id"]


@changes
def test_it_is_never_who_asked_the_same_thread_before(admin: httpx2.Client, person: Person) -> None:
    with logged_in(admin, person) as theirs:
        for _ in range(8):
            theirs.get(ME)
            pages.send(admin, page("change", person), {"full_name": "Ada"})

    told = entries(admin, subject_id=person.id, action="user.changed")

    assert {entry["actor_id"] for entry in told} == {own_id(admin)}


@logins
def test_a_login_to_the_admin_is_told(admin: httpx2.Client, person: Person) -> None:
    admin.patch(person.path, json={"role": "admin"})
    with httpx2.Client(base_url=admin.base_url) as browser:
        pages.log_in(browser, person.email, "a wrong password")
        pages.log_in(browser, person.email, person.password)
        home = pages.Form(browser.get("/admin/").text)
        browser.post("/admin/logout/", data=home.values)

    out, into, failed, *_ = entries(admin, subject_id=person.id)

    assert (out["action"], out["actor_id"]) == ("logout", person.id)
    assert (into["action"], into["actor_id"]) == ("login.succeeded", person.id)
    assert (failed["action"], failed["actor_id"]) == ("login.failed", None)


@logins
def test_a_password_that_an_admin_sets_is_told(admin: httpx2.Client, person: Person) -> None:
    new = "some other words in a row"
    path = f"/admin/users/userrecord/{person.id}/password/"
    pages.send(admin, path, {"password1": new, "password2": new})

    told = entries(admin, subject_id=person.id)[0]

    assert (told["action"], told["fields"]) == ("password.changed", ["password"])
    assert told["actor_id"] == own_id(admin)


@changes
def test_what_the_orm_does_in_a_script_is_the_service_s(
    admin: httpx2.Client, person: Person
) -> None:
    users: Any = get_user_model()._default_manager
    with UnitOfWork():
        found = users.get(pk=person.id)
        found.full_name = "Ada"
        found.save()
        found.delete()

    assert actions(admin, subject_id=person.id)[:2] == ["user.deleted", "user.changed"]
    changed = entries(admin, subject_id=person.id)[1]
    assert (changed["actor_role"], changed["fields"]) == ("service", ["full_name"])


@together
@BY_SAMPLE
def test_a_form_that_can_t_be_written_down_changes_nothing(
    admin: httpx2.Client, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = create(admin, sample)

    def fail(*_: object, **__: object) -> None:
        raise ServiceUnavailable

    with monkeypatch.context() as planted:
        planted.setattr("app.audit.log.AuditLog.write", fail)
        answer = pages.send(admin, pages.page_of(sample, "change", row["id"]), {})

    assert answer.status_code == 503
    assert data_of(admin.get(f"{sample.path}/{row['id']}"))["updated_at"] == row["updated_at"]
    assert len(entries(admin, subject_id=row["id"])) == 1
