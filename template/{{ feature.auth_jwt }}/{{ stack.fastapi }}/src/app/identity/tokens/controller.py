"""Logins over HTTP: requests in, answers out, no rule."""

from typing import Annotated

from fastapi import Depends, Request, Response

from app.http.answers import no_content, ok
from app.http.routes import ApiRouter
from app.identity.answers import unstored
from app.identity.devices import device_of
from app.identity.requests import address_of
from app.identity.schemas import Login
from app.identity.tokens.operations import LOGIN, LOGOUT, REFRESH
from app.identity.tokens.schemas import RefreshRequest
from app.identity.tokens.service import TokenService
from app.infrastructure.retries import in_one_unit_of_work

router = ApiRouter(prefix="/api/v1/auth")


async def _service(request: Request) -> TokenService:
    return request.app.state.tokens


Service = Annotated[TokenService, Depends(_service)]


@router.post("/login")
@LOGIN
async def login(body: Login, service: Service, request: Request) -> Response:
    address = address_of(request, request.app.state.addresses)
    account = await service.authenticate(body.email, body.password, address=address)
    pair = await in_one_unit_of_work(lambda: service.log_in(account, device=device_of(request)))
    return unstored(ok(pair))


@router.post("/refresh")
@REFRESH
async def refresh_tokens(body: RefreshRequest, service: Service) -> Response:
    return unstored(ok(await in_one_unit_of_work(lambda: service.refresh(body.refresh_token))))


@router.post("/logout")
@LOGOUT
async def logout(service: Service) -> Response:
    await in_one_unit_of_work(service.log_out)
    return unstored(no_content())
