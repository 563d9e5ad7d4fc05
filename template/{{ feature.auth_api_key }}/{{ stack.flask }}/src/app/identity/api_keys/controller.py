"""API keys over HTTP: requests in, answers out, no rule."""

from uuid import UUID

from flask import current_app

from app.http.answers import no_content, ok
from app.http.native import Response
from app.http.routes import ApiBlueprint
from app.identity.answers import unstored
from app.identity.api_keys.operations import CREATE, GET, LIST, PATH, REVOKE
from app.identity.api_keys.schemas import ApiKeyRequest
from app.identity.api_keys.service import ApiKeyService
from app.infrastructure.retries import in_one_unit_of_work

router = ApiBlueprint("api_keys", __name__, url_prefix=PATH)


def _service() -> ApiKeyService:
    return current_app.extensions["api_keys"]


@router.post("")
@CREATE
def create_api_key(body: ApiKeyRequest) -> Response:
    key = in_one_unit_of_work(lambda: _service().create(body))
    return unstored(ok(key, status=201, headers={"Location": f"{PATH}/{key.id}"}))


@router.get("")
@LIST
def list_api_keys() -> Response:
    return unstored(ok(_service().list_own()))


@router.get("/<key>")
@GET
def get_api_key(key: UUID) -> Response:
    return unstored(ok(_service().get(key)))


@router.delete("/<key>")
@REVOKE
def revoke_api_key(key: UUID) -> Response:
    _service().revoke(key)
    return unstored(no_content())
