"""Refresh tokens: nothing that is kept or said of one is good for a login."""

import httpx2
import pytest

from tests.contract.users import tokens
from tests.contract.users.tokens import Pair, pair_of, refresh
from tests.kept import values_of
from tests.people import register
from tests.processes import running


def _use(client: httpx2.Client) -> list[Pair]:
    """Logs in, refreshes, and uses a spent token once more."""
    first = tokens.log_in(client, register(client))
    second = pair_of(refresh(client, first.refresh))
    refresh(client, first.refresh)
    return [first, second, tokens.log_in(client, register(client))]


@pytest.mark.checklist("security.passwords", proves="stored")
@pytest.mark.checklist("security.log-redaction", proves="whole-run")
def test_no_token_is_kept_or_told(database_url: str) -> None:
    with (
        running(database_url, LOG_LEVEL="debug") as service,
        httpx2.Client(base_url=service.base_url) as client,
    ):
        secrets = [secret for pair in _use(client) for secret in pair]
        service.stop()
        known = service.log().decode() + "\n".join(values_of(database_url))

    assert tokens.REFRESH in known
    assert [secret for secret in secrets if secret in known] == []
    assert [secret for secret in secrets if secret.encode().hex() in known.lower()] == []
