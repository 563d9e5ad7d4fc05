"""Sessions over HTTP: requests in, answers out, no rule."""

from django.http import HttpRequest

from app.http.answers import no_content, ok
from app.http.native import Response
from app.http.routes import ApiRouter
from app.identity.answers import unstored
from app.identity.apps import IdentityConfig
from app.identity.cookies.apps import CookiesConfig
from app.identity.cookies.cookie import NO_COOKIE, cookie, value_of
from app.identity.cookies.operations import CLOSE_SESSION, GET_SESSION, OPEN_SESSION
from app.identity.cookies.service import CookieService
from app.identity.devices import device_of
from app.identity.requests import address_of, header_of
from app.identity.schemas import Login
from app.infrastructure.retries import in_one_unit_of_work

router = ApiRouter("/api/v1/auth/session")


def _service() -> CookieService:
    return CookiesConfig.service


@router.post("")
@OPEN_SESSION
def open_session(request: HttpRequest, body: Login) -> Response:
    service, asked = _service(), request.META
    CookiesConfig.csrf.refuse_foreign(asked)
    address = address_of(asked, IdentityConfig.addresses)
    account = service.authenticate(body.email, body.password, address=address)
    device, shown = device_of(asked), value_of(header_of(asked, "cookie"))
    opened = in_one_unit_of_work(lambda: service.log_in(account, device=device, shown=shown))
    kept = cookie(opened.cookie, seconds=int(service.longest.total_seconds()))
    return unstored(ok(opened.session, headers=kept))


@router.get("")
@GET_SESSION
def get_session(request: HttpRequest) -> Response:
    return unstored(ok(_service().get()))


@router.delete("")
@CLOSE_SESSION
def close_session(request: HttpRequest) -> Response:
    in_one_unit_of_work(_service().log_out)
    return unstored(no_content(headers=NO_COOKIE))


urls = router.urls
