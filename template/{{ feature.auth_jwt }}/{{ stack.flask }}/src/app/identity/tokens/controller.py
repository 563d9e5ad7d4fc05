"""Logins over HTTP: requests in, answers out, no rule."""

from flask import current_app, request

from app.http.answers import no_content, ok
from app.http.native import Response
from app.http.routes import ApiBlueprint
from app.identity.answers import unstored
from app.identity.devices import device_of
from app.identity.requests import address_of
from app.identity.schemas import Login
from app.identity.tokens.operations import LOGIN, LOGOUT, REFRESH
from app.identity.tokens.schemas import RefreshRequest
from app.identity.tokens.service import TokenService
from app.infrastructure.retries import in_one_unit_of_work

router = ApiBlueprint("auth", __name__, url_prefix="/api/v1/auth")


def _service() -> TokenService:
    return current_app.extensions["tokens"]


@router.post("/login")
@LOGIN
def login(body: Login) -> Response:
    address = address_of(request.environ, current_app.extensions["addresses"])
    account = _service().authenticate(body.email, body.password, address=address)
    device = device_of(request.environ)
    return unstored(ok(in_one_unit_of_work(lambda: _service().log_in(account, device=device))))


@router.post("/refresh")
@REFRESH
def refresh_tokens(body: RefreshRequest) -> Response:
    return unstored(ok(in_one_unit_of_work(lambda: _service().refresh(body.refresh_token))))


@router.post("/logout")
@LOGOUT
def logout() -> Response:
    in_one_unit_of_work(_service().log_out)
    return unstored(no_content())
