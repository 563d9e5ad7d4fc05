"""Logins over HTTP: requests in, answers out, no rule."""

from django.http import HttpRequest

from app.http.answers import no_content, ok
from app.http.native import Response
from app.http.routes import ApiRouter
from app.identity.answers import unstored
from app.identity.apps import IdentityConfig
from app.identity.devices import device_of
from app.identity.requests import address_of
from app.identity.schemas import Login
from app.identity.tokens.apps import TokensConfig
from app.identity.tokens.operations import LOGIN, LOGOUT, REFRESH
from app.identity.tokens.schemas import RefreshRequest
from app.identity.tokens.service import TokenService
from app.infrastructure.retries import in_one_unit_of_work

router = ApiRouter("/api/v1/auth")


def _service() -> TokenService:
    return TokensConfig.service


@router.post("/login")
@LOGIN
def login(request: HttpRequest, body: Login) -> Response:
    address = address_of(request.META, IdentityConfig.addresses)
    account = _service().authenticate(body.email, body.password, address=address)
    device = device_of(request.META)
    return unstored(ok(in_one_unit_of_work(lambda: _service().log_in(account, device=device))))


@router.post("/refresh")
@REFRESH
def refresh_tokens(request: HttpRequest, body: RefreshRequest) -> Response:
    return unstored(ok(_service().refresh(body.refresh_token)))


@router.post("/logout")
@LOGOUT
def logout(request: HttpRequest) -> Response:
    _service().log_out()
    return no_content()


urls = router.urls
