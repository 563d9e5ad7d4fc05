"""What an entry is called, and when it was made."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from app.audit.entries import change_of, entry_of, first_at, moment_of, subject_of
from app.audit.origin import origin_of
from app.http.client_address import ClientAddresses
from app.identity.principals import SERVICE, Principal, acting_as
from app.utils.clock import now
from app.utils.identifiers import new_id

COUNTED = {"version", "updated_at"}


@pytest.mark.parametrize(
    ("subject", "names", "action", "told"),
    [
        ("company", {"name"}, "company.changed", {"name"}),
        ("company", {"role"}, "company.changed", {"role"}),
        ("company", set(), "company.changed", set()),
        ("user", {"full_name"}, "user.changed", {"full_name"}),
        ("user", {"role", "is_active"}, "user.role_changed", {"role", "is_active"}),
        ("user", {"is_active"}, "user.access_changed", {"is_active"}),
        ("user", {"password"}, "password.changed", {"password"}),
    ],
)
def test_a_change_has_a_name(subject: str, names: set[str], action: str, told: set[str]) -> None:
    assert change_of(subject, names | COUNTED) == (action, told)


def test_a_password_that_is_hashed_anew_is_no_new_one() -> None:
    assert change_of("user", {"password"}) == ("password.rehashed", {"password"})


@pytest.mark.parametrize(
    ("name", "subject"),
    [("CompanyRecord", "company"), ("OrderLineRecord", "order_line"), ("Note", "note")],
)
def test_a_subject_is_called_by_its_resource(name: str, subject: str) -> None:
    assert subject_of(type(name, (), {})) == subject


def test_an_identifier_tells_when_it_was_made() -> None:
    before = now()

    moment = moment_of(new_id())

    assert before - timedelta(milliseconds=1) < moment < now() + timedelta(milliseconds=50)
    assert moment.tzinfo is UTC


def test_no_identifier_of_a_moment_is_less_than_its_first() -> None:
    key = new_id()
    moment = moment_of(key)

    assert first_at(moment) <= key < first_at(moment + timedelta(microseconds=1))
    assert first_at(moment - timedelta(microseconds=999)) == first_at(moment)
    assert first_at(datetime(1, 1, 2, tzinfo=UTC)) == first_at(datetime(1970, 1, 1, tzinfo=UTC))
    assert first_at(datetime(9999, 12, 31, tzinfo=UTC)) > key


def test_it_is_whoever_asks_unless_it_is_said_who() -> None:
    user = Principal(UUID(int=1), "user")
    with acting_as(user):
        theirs = entry_of("x", None, None)
        another = entry_of("x", None, None, by=Principal(UUID(int=2), "admin"))
    with acting_as(SERVICE):
        own = entry_of("x", None, None)
    with acting_as(None):
        unknown = entry_of("x", None, None)

    assert (theirs["actor_id"], theirs["actor_role"]) == (UUID(int=1), "user")
    assert (another["actor_id"], another["actor_role"]) == (UUID(int=2), "admin")
    assert (own["actor_id"], own["actor_role"]) == (None, "service")
    assert (unknown["actor_id"], unknown["actor_role"]) == (None, None)


def test_an_origin_is_what_can_be_believed() -> None:
    nobody = ClientAddresses([])

    told = origin_of(
        nobody, peer="203.0.113.7", forwarded_for="198.51.100.1", user_agent="a\x1b[2J\r\nb"
    )

    assert told == ("203.0.113.7", "a[2Jb")
    assert origin_of(nobody, peer="", forwarded_for="", user_agent="") == (None, None)
