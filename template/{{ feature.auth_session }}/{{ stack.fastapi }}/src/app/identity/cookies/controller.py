"""Sessions over HTTP: requests in, answers out, no rule."""

from typing import Annotated

from fastapi import Depends, Request, Response

from app.http.answers import no_content, ok
from app.http.routes import ApiRouter
from app.identity.answers import unstored
from app.identity.cookies.cookie import NO_COOKIE, cookie, value_of
from app.identity.cookies.operations import CLOSE_SESSION, GET_SESSION, OPEN_SESSION
from app.identity.cookies.service import CookieService
from app.identity.devices import device_of
from app.identity.requests import address_of, header_of
from app.identity.schemas import Login
from app.infrastructure.retries import in_one_unit_of_work

router = ApiRouter(prefix="/api/v1/auth/session")


async def _service(request: Request) -> CookieService:
    return request.app.state.cookies


Service = Annotated[CookieService, Depends(_service)]


@router.post("")
@OPEN_SESSION
async def open_session(body: Login, service: Service, request: Request) -> Response:
    request.app.state.csrf.refuse_foreign(request)
    address = address_of(request, request.app.state.addresses)
    account = await service.authenticate(body.email, body.password, address=address)
    device, shown = device_of(request), value_of(header_of(request, "cookie"))
    opened = await in_one_unit_of_work(lambda: service.log_in(account, device=device, shown=shown))
    kept = cookie(opened.cookie, seconds=int(service.longest.total_seconds()))
    return unstored(ok(opened.session, headers=kept))


@router.get("")
@GET_SESSION
async def get_session(service: Service) -> Response:
    return unstored(ok(await service.get()))


@router.delete("")
@CLOSE_SESSION
async def close_session(service: Service) -> Response:
    await in_one_unit_of_work(service.log_out)
    return unstored(no_content(headers=NO_COOKIE))
