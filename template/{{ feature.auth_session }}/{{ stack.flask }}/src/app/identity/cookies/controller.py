"""Sessions over HTTP: requests in, answers out, no rule."""

from flask import current_app, request

from app.http.answers import no_content, ok
from app.http.native import Response
from app.http.routes import ApiBlueprint
from app.identity.answers import unstored
from app.identity.cookies.cookie import NO_COOKIE, cookie, value_of
from app.identity.cookies.operations import CLOSE_SESSION, GET_SESSION, OPEN_SESSION
from app.identity.cookies.service import CookieService
from app.identity.devices import device_of
from app.identity.requests import address_of, header_of
from app.identity.schemas import Login
from app.infrastructure.retries import in_one_unit_of_work

router = ApiBlueprint("sessions", __name__, url_prefix="/api/v1/auth/session")


def _service() -> CookieService:
    return current_app.extensions["cookies"]


@router.post("")
@OPEN_SESSION
def open_session(body: Login) -> Response:
    service, asked = _service(), request.environ
    current_app.extensions["csrf"].refuse_foreign(asked)
    address = address_of(asked, current_app.extensions["addresses"])
    account = service.authenticate(body.email, body.password, address=address)
    device, shown = device_of(asked), value_of(header_of(asked, "cookie"))
    opened = in_one_unit_of_work(lambda: service.log_in(account, device=device, shown=shown))
    kept = cookie(opened.cookie, seconds=int(service.longest.total_seconds()))
    return unstored(ok(opened.session, headers=kept))


@router.get("")
@GET_SESSION
def get_session() -> Response:
    return unstored(ok(_service().get()))


@router.delete("")
@CLOSE_SESSION
def close_session() -> Response:
    in_one_unit_of_work(_service().log_out)
    return unstored(no_content(headers=NO_COOKIE))
