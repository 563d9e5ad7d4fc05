"""What the operations on API keys promise. All are for logins alone: no key makes another."""

from app.http.access import USERS
from app.http.envelopes import Success
from app.http.operations import Operation
from app.identity.api_keys.errors import ApiKeyNotFound, TooManyApiKeys
from app.identity.api_keys.schemas import ApiKey, NewApiKey

PATH = "/api/v1/users/me/api-keys"
CREATE = Operation(
    id="create_api_key",
    summary="Make an API key; its secret is told this once",
    tag="api_keys",
    access=USERS,
    status=201,
    returns=Success[NewApiKey],
    errors=(TooManyApiKeys,),
    sends=("Location",),
    own_units=True,
)
LIST = Operation(
    id="list_api_keys",
    summary="List your API keys, the newest first",
    tag="api_keys",
    access=USERS,
    returns=Success[list[ApiKey]],
)
GET = Operation(
    id="get_api_key",
    summary="Get one of your API keys",
    tag="api_keys",
    access=USERS,
    returns=Success[ApiKey],
    errors=(ApiKeyNotFound,),
)
REVOKE = Operation(
    id="revoke_api_key",
    summary="Revoke one of your API keys: it stops at once",
    tag="api_keys",
    access=USERS,
    status=204,
    errors=(ApiKeyNotFound,),
)
