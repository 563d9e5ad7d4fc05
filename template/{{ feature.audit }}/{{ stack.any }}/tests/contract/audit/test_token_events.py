"""What becomes of tokens is written down, where people log in by them."""

import pytest
from httpx2 import Client

from tests.audited import entries
from tests.people import Person

tokens = pytest.importorskip("tests.contract.users.tokens", reason="nobody logs in by tokens")
logins = pytest.mark.checklist("security.audit-log", proves="logins")


@logins
def test_who_logs_out_is_told(client: Client, anonymous: Client, person: Person) -> None:
    pair = tokens.log_in(anonymous, person)

    done = anonymous.post(tokens.LOGOUT, headers=tokens.bearer(pair.access))

    told = entries(client, subject_id=person.id)[0]
    assert done.status_code == 204
    assert (told["action"], told["actor_id"]) == ("logout", person.id)


@logins
def test_a_stolen_token_is_told_though_the_request_is_refused(
    client: Client, anonymous: Client, person: Person
) -> None:
    pair = tokens.log_in(anonymous, person)
    tokens.pair_of(tokens.refresh(anonymous, pair.refresh))

    refused = tokens.refresh(anonymous, pair.refresh)

    told = entries(client, subject_id=person.id)[0]
    assert refused.status_code == 401
    assert (told["action"], told["actor_id"]) == ("token.reused", None)
