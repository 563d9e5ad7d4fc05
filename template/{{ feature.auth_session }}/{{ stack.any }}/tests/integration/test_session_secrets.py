"""Who has SECRET_KEY, and nothing else, has nobody's session."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from httpx2 import Client

from app.identity.session_secrets import SessionSecrets
from tests.contract.answers import data_of, error_of
from tests.contract.users.cookies import NAME, log_in, opened
from tests.people import ME, register
from tests.serving import serving

SECRET = "a secret of the tests that is long enough"


@pytest.fixture(scope="module")
def client(database_url: str) -> Iterator[Client]:
    with (
        serving({"database_url": database_url, "secret_key": SECRET}) as url,
        Client(base_url=url) as client,
    ):
        yield client


@pytest.mark.checklist("security.authentication", proves="forged")
@pytest.mark.parametrize("purpose", [b"session-cookie", b"refresh-token"])
def test_a_signature_alone_is_no_session(client: Client, purpose: bytes) -> None:
    session = opened(log_in(client, register(client)))
    [found] = data_of(client.get(f"{ME}/sessions", headers=session.headers))

    made, _ = SessionSecrets(SECRET.encode(), purpose=purpose).issue(UUID(found["id"]))

    error_of(client.get(ME, headers={"Cookie": f"{NAME}={made}"}), 401, "UNAUTHENTICATED")
    data_of(client.get(ME, headers=session.headers))
