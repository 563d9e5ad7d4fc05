"""A session that a cookie shows ends by itself: where it is not used, and where it is old."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of
from tests.contract.users.cookies import Opened, log_in, opened
from tests.people import ME, Person, register
from tests.serving import serving

IDLE, HOURS = 10, 1
expires = pytest.mark.checklist("security.sessions", proves="expiry")


class Clock:
    """Of the service; goes on when it is told to."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def go_on(self, *, minutes: float) -> None:
        self._ahead += timedelta(minutes=minutes)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for module in ("logins", "session_store", "cookies.way"):
        monkeypatch.setattr(f"app.identity.{module}.now", clock)
    return clock


@pytest.fixture(scope="module")
def client(database_url: str) -> Iterator[Client]:
    settings = {"session_idle_minutes": IDLE, "session_hours": HOURS}
    with (
        serving({"database_url": database_url, **settings}) as url,
        Client(base_url=url) as client,
    ):
        yield client


@pytest.fixture
def person(client: Client) -> Person:
    return register(client)


@pytest.fixture
def session(client: Client, person: Person, clock: Clock) -> Opened:
    return opened(log_in(client, person))


def _is_known(client: Client, session: Opened) -> bool:
    return client.get(ME, headers=session.headers).status_code == 200


def _told(client: Client, session: Opened) -> tuple[datetime, datetime]:
    """When it was used, and when it ends."""
    [found] = data_of(client.get(f"{ME}/sessions", headers=session.headers))
    return datetime.fromisoformat(found["used_at"]), datetime.fromisoformat(found["expires_at"])


@expires
def test_one_that_is_not_used_ends(client: Client, session: Opened, clock: Clock) -> None:
    clock.go_on(minutes=IDLE - 1)
    assert _is_known(client, session)

    clock.go_on(minutes=IDLE + 0.1)

    error_of(client.get(ME, headers=session.headers), 401, "UNAUTHENTICATED")


@expires
def test_one_that_is_used_goes_on(client: Client, session: Opened, clock: Clock) -> None:
    for _ in range(5):
        clock.go_on(minutes=IDLE - 1)
        assert _is_known(client, session)


@expires
def test_none_gets_older_than_it_may(client: Client, session: Opened, clock: Clock) -> None:
    for _ in range(HOURS * 60 // 5 - 1):
        clock.go_on(minutes=5)
        assert _is_known(client, session)

    clock.go_on(minutes=5.1)

    assert not _is_known(client, session)


def test_its_use_is_known_to_the_minute(client: Client, session: Opened, clock: Clock) -> None:
    begun, ends = _told(client, session)

    clock.go_on(minutes=0.5)
    assert _told(client, session) == (begun, ends)

    clock.go_on(minutes=1)
    used, later = _told(client, session)
    assert timedelta(minutes=1) < used - begun < timedelta(minutes=2)
    assert later - ends == used - begun


@expires
def test_what_ends_is_told(client: Client, person: Person, clock: Clock) -> None:
    ends = datetime.fromisoformat(data_of(log_in(client, person))["expires_at"])

    assert abs(ends - clock() - timedelta(minutes=IDLE)) < timedelta(seconds=30)
