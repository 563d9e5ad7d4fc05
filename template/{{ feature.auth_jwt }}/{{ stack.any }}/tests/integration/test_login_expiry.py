"""A login by tokens ends by itself, however often it is refreshed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from httpx2 import Client

from tests.contract.answers import error_of
from tests.contract.users import tokens
from tests.contract.users.tokens import Pair, pair_of, refresh
from tests.people import register
from tests.serving import serving

DAYS = 2


@pytest.fixture(scope="module")
def client(database_url: str) -> Iterator[Client]:
    settings = {"database_url": database_url, "refresh_token_days": DAYS}
    with serving(settings) as url, Client(base_url=url) as client:
        yield client


@pytest.fixture
def pair(client: Client) -> Pair:
    return tokens.log_in(client, register(client))


def _let_pass(monkeypatch: pytest.MonkeyPatch, **ahead: float) -> None:
    def later() -> datetime:
        return datetime.now(UTC) + timedelta(**ahead)

    for module in ("logins", "session_store"):
        monkeypatch.setattr(f"app.identity.{module}.now", later)


@pytest.mark.checklist("security.sessions", proves="expiry")
def test_a_login_becomes_no_older_than_it_may(
    client: Client, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    _let_pass(monkeypatch, days=DAYS, minutes=-1)
    newest = pair_of(refresh(client, pair.refresh))

    _let_pass(monkeypatch, days=DAYS, minutes=1)

    error_of(refresh(client, newest.refresh), 401, "UNAUTHENTICATED")
