"""What users do by mail, over HTTP: requests in, answers out, no rule."""

from flask import current_app, request

from app.http.answers import no_content, ok
from app.http.native import Response
from app.http.routes import ApiBlueprint
from app.identity.answers import accepted, unstored
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

router = ApiBlueprint("identity_mail", __name__, url_prefix="/api/v1")


def _service() -> MailTokenService:
    return current_app.extensions["mail_tokens"]


@router.post("/auth/password-reset")
@ASK_FOR_RESET
def request_password_reset(body: ResetRequest) -> Response:
    _service().limits.count_client(address_of(request.environ, current_app.extensions["addresses"]))
    if _service().limits.allows(body.email):
        _service().send(in_one_unit_of_work(lambda: _service().ask_for_reset(body.email)))
    return unstored(accepted())


@router.post("/auth/password-reset/confirm")
@RESET
def reset_password(body: Reset) -> Response:
    _service().refuse_unknown(body.token, Purpose.RESET)
    password = current_app.extensions["users"].hashed(body.new_password)
    _service().send(in_one_unit_of_work(lambda: _service().reset(body.token, password)))
    return unstored(no_content())


@router.post("/auth/registration/confirm")
@CONFIRM_REGISTRATION
def confirm_registration(body: Confirmation) -> Response:
    _service().verify_registration(body.token, body.password)
    in_one_unit_of_work(lambda: _service().confirm(body.token))
    return unstored(no_content())


@router.post("/auth/email-verification/confirm")
@VERIFY
def verify_email(body: Verification) -> Response:
    in_one_unit_of_work(lambda: _service().verify(body.token))
    return unstored(no_content())


@router.post("/users/me/email-verification")
@ASK_FOR_VERIFICATION
def request_email_verification() -> Response:
    _service().send(in_one_unit_of_work(_service().ask_for_verification))
    return unstored(accepted())


@router.get("/users/me/email-verification")
@GET_VERIFICATION
def get_email_verification() -> Response:
    return unstored(ok(_service().verification()))
