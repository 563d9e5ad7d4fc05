"""API keys over HTTP: requests in, answers out, no rule."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response

from app.http.answers import no_content, ok
from app.http.routes import ApiRouter
from app.identity.answers import unstored
from app.identity.api_keys.operations import CREATE, GET, LIST, PATH, REVOKE
from app.identity.api_keys.schemas import ApiKeyRequest
from app.identity.api_keys.service import ApiKeyService
from app.infrastructure.retries import in_one_unit_of_work

router = ApiRouter(prefix=PATH)


async def _service(request: Request) -> ApiKeyService:
    return request.app.state.api_keys


Service = Annotated[ApiKeyService, Depends(_service)]


@router.post("")
@CREATE
async def create_api_key(body: ApiKeyRequest, service: Service) -> Response:
    key = await in_one_unit_of_work(lambda: service.create(body))
    return unstored(ok(key, status=201, headers={"Location": f"{PATH}/{key.id}"}))


@router.get("")
@LIST
async def list_api_keys(service: Service) -> Response:
    return unstored(ok(await service.list_own()))


@router.get("/{key}")
@GET
async def get_api_key(key: UUID, service: Service) -> Response:
    return unstored(ok(await service.get(key)))


@router.delete("/{key}")
@REVOKE
async def revoke_api_key(key: UUID, service: Service) -> Response:
    await service.revoke(key)
    return unstored(no_content())
