"""Users over HTTP: requests in, answers out, no rule."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from app.domain.users.operations import (
    CHANGE_PASSWORD,
    DELETE_USER,
    GET_ME,
    REGISTER,
    UPDATE_ME,
    UPDATE_USER,
    USERS_OF_ADMINS,
)
from app.domain.users.schemas import (
    OwnPatch,
    PasswordChange,
    Registration,
    UserPatch,
    UserQuery,
)
from app.domain.users.service import UserService
from app.http.answers import created, found, no_content, page
from app.http.etags import Precondition
from app.http.routes import ApiRouter, IfMatch, refuse_others
from app.identity.answers import accepted, unstored
from app.infrastructure.retries import in_one_unit_of_work

router = ApiRouter(prefix="/api/v1/users")


async def _service(request: Request) -> UserService:
    return request.app.state.users


Service = Annotated[UserService, Depends(_service)]


@router.post("")
@REGISTER
async def register_user(body: Registration, request: Request) -> Response:
    registration = request.app.state.registration
    user = await registration.register(request, body, body.email, body.password)
    return unstored(created(user, router.prefix) if user else accepted())


@router.get("/me")
@GET_ME
async def get_me(service: Service) -> Response:
    return unstored(found(await service.me()))


@router.patch("/me")
@UPDATE_ME
async def update_me(body: OwnPatch, service: Service, if_match: IfMatch = None) -> Response:
    return unstored(found(await service.change_me(body, Precondition(if_match))))


@router.post("/me/password")
@CHANGE_PASSWORD
async def change_password(body: PasswordChange, service: Service) -> Response:
    account = await service.verify_own(body.current_password)
    password = await service.hashed(body.new_password)
    await in_one_unit_of_work(lambda: service.change_password(account, password))
    return unstored(no_content())


refuse_others(router, "/me")


@router.get("")
@USERS_OF_ADMINS.list
async def list_users(query: Annotated[UserQuery, Query()], service: Service) -> Response:
    return unstored(page(await service.page(query)))


@router.get("/{key}")
@USERS_OF_ADMINS.get
async def get_user(key: UUID, service: Service) -> Response:
    return unstored(found(await service.get(key)))


@router.patch("/{key}")
@UPDATE_USER
async def update_user(
    key: UUID, body: UserPatch, service: Service, if_match: IfMatch = None
) -> Response:
    return unstored(found(await service.change(key, body, Precondition(if_match))))


@router.delete("/{key}")
@DELETE_USER
async def delete_user(key: UUID, service: Service, if_match: IfMatch = None) -> Response:
    await service.delete(key, Precondition(if_match))
    return unstored(no_content())
