"""Users over HTTP: requests in, answers out, no rule."""

from uuid import UUID

from django.http import HttpRequest

from app.domain.users.apps import UsersConfig
from app.domain.users.operations import (
    CHANGE_PASSWORD,
    DELETE_USER,
    GET_ME,
    REGISTER,
    UPDATE_ME,
    UPDATE_USER,
    USERS_OF_ADMINS,
)
from app.domain.users.schemas import OwnPatch, PasswordChange, Registration, UserPatch, UserQuery
from app.domain.users.service import UserService
from app.http.answers import created, found, no_content, page
from app.http.etags import Precondition
from app.http.native import Response
from app.http.routes import ApiRouter, IfMatch
from app.identity.answers import accepted, unstored
from app.identity.mail_tokens.apps import MailTokensConfig
from app.infrastructure.retries import in_one_unit_of_work

router = ApiRouter("/api/v1/users")


def _service() -> UserService:
    return UsersConfig.service


@router.post("")
@REGISTER
def register_user(request: HttpRequest, body: Registration) -> Response:
    registration = MailTokensConfig.registration
    user = registration.register(request.META, body, body.email, body.password)
    return unstored(created(user, router.prefix) if user else accepted())


@router.get("/me")
@GET_ME
def get_me(request: HttpRequest) -> Response:
    return unstored(found(_service().me()))


@router.patch("/me")
@UPDATE_ME
def update_me(request: HttpRequest, body: OwnPatch, if_match: IfMatch = None) -> Response:
    return unstored(found(_service().change_me(body, Precondition(if_match))))


@router.post("/me/password")
@CHANGE_PASSWORD
def change_password(request: HttpRequest, body: PasswordChange) -> Response:
    account = _service().verify_own(body.current_password)
    password = _service().hashed(body.new_password)
    in_one_unit_of_work(lambda: _service().change_password(account, password))
    return unstored(no_content())


@router.get("")
@USERS_OF_ADMINS.list
def list_users(request: HttpRequest, query: UserQuery) -> Response:
    return unstored(page(_service().page(query)))


@router.get("/<key>")
@USERS_OF_ADMINS.get
def get_user(request: HttpRequest, key: UUID) -> Response:
    return unstored(found(_service().get(key)))


@router.patch("/<key>")
@UPDATE_USER
def update_user(
    request: HttpRequest, key: UUID, body: UserPatch, if_match: IfMatch = None
) -> Response:
    return unstored(found(_service().change(key, body, Precondition(if_match))))


@router.delete("/<key>")
@DELETE_USER
def delete_user(request: HttpRequest, key: UUID, if_match: IfMatch = None) -> Response:
    _service().delete(key, Precondition(if_match))
    return unstored(no_content())


urls = router.urls
