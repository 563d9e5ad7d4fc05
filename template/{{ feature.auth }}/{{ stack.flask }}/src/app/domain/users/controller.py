"""Users over HTTP: requests in, answers out, no rule."""

from uuid import UUID

from flask import current_app, request

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
from app.http.routes import ApiBlueprint, IfMatch
from app.identity.answers import accepted, unstored
from app.infrastructure.retries import in_one_unit_of_work

router = ApiBlueprint("users", __name__, url_prefix="/api/v1/users")


def _service() -> UserService:
    return current_app.extensions["users"]


@router.post("")
@REGISTER
def register_user(body: Registration) -> Response:
    registration = current_app.extensions["registration"]
    user = registration.register(request.environ, body, body.email, body.password)
    return unstored(created(user, router.prefix) if user else accepted())


@router.get("/me")
@GET_ME
def get_me() -> Response:
    return unstored(found(_service().me()))


@router.patch("/me")
@UPDATE_ME
def update_me(body: OwnPatch, if_match: IfMatch = None) -> Response:
    return unstored(found(_service().change_me(body, Precondition(if_match))))


@router.post("/me/password")
@CHANGE_PASSWORD
def change_password(body: PasswordChange) -> Response:
    account = _service().verify_own(body.current_password)
    password = _service().hashed(body.new_password)
    in_one_unit_of_work(lambda: _service().change_password(account, password))
    return unstored(no_content())


router.refuse_others("/me")


@router.get("")
@USERS_OF_ADMINS.list
def list_users(query: UserQuery) -> Response:
    return unstored(page(_service().page(query)))


@router.get("/<key>")
@USERS_OF_ADMINS.get
def get_user(key: UUID) -> Response:
    return unstored(found(_service().get(key)))


@router.patch("/<key>")
@UPDATE_USER
def update_user(key: UUID, body: UserPatch, if_match: IfMatch = None) -> Response:
    return unstored(found(_service().change(key, body, Precondition(if_match))))


@router.delete("/<key>")
@DELETE_USER
def delete_user(key: UUID, if_match: IfMatch = None) -> Response:
    _service().delete(key, Precondition(if_match))
    return unstored(no_content())
