"""What users do by mail, over HTTP: requests in, answers out, no rule."""

from django.http import HttpRequest

from app.domain.users.apps import UsersConfig
from app.http.answers import no_content, ok
from app.http.native import Response
from app.http.routes import ApiRouter
from app.identity.answers import accepted, unstored
from app.identity.apps import IdentityConfig
from app.identity.mail_tokens.apps import MailTokensConfig
from app.identity.mail_tokens.operations import (
    ASK_FOR_RESET,
    ASK_FOR_VERIFICATION,
    CONFIRM_REGISTRATION,
    GET_VERIFICATION,
    RESET,
    VERIFY,
)
from app.identity.mail_tokens.schemas import Confirmation, Reset, ResetRequest, Verification
from app.identity.mail_tokens.service import MailTokenService
from app.identity.mail_tokens.tokens import Purpose
from app.identity.requests import address_of
from app.infrastructure.retries import in_one_unit_of_work

router = ApiRouter("/api/v1")


def _service() -> MailTokenService:
    return MailTokensConfig.service


@router.post("/auth/password-reset")
@ASK_FOR_RESET
def request_password_reset(request: HttpRequest, body: ResetRequest) -> Response:
    _service().limits.count_client(address_of(request.META, IdentityConfig.addresses))
    if _service().limits.allows(body.email):
        _service().send(in_one_unit_of_work(lambda: _service().ask_for_reset(body.email)))
    return unstored(accepted())


@router.post("/auth/password-reset/confirm")
@RESET
def reset_password(request: HttpRequest, body: Reset) -> Response:
    _service().refuse_unknown(body.token, Purpose.RESET)
    password = UsersConfig.service.hashed(body.new_password)
    _service().send(in_one_unit_of_work(lambda: _service().reset(body.token, password)))
    return unstored(no_content())


@router.post("/auth/registration/confirm")
@CONFIRM_REGISTRATION
def confirm_registration(request: HttpRequest, body: Confirmation) -> Response:
    _service().verify_registration(body.token, body.password)
    in_one_unit_of_work(lambda: _service().confirm(body.token))
    return unstored(no_content())


@router.post("/auth/email-verification/confirm")
@VERIFY
def verify_email(request: HttpRequest, body: Verification) -> Response:
    in_one_unit_of_work(lambda: _service().verify(body.token))
    return unstored(no_content())


@router.post("/users/me/email-verification")
@ASK_FOR_VERIFICATION
def request_email_verification(request: HttpRequest) -> Response:
    _service().send(in_one_unit_of_work(_service().ask_for_verification))
    return unstored(accepted())


@router.get("/users/me/email-verification")
@GET_VERIFICATION
def get_email_verification(request: HttpRequest) -> Response:
    return unstored(ok(_service().verification()))


urls = router.urls
