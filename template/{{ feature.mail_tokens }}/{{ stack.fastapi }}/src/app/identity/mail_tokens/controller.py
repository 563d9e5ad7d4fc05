"""What users do by mail, over HTTP: requests in, answers out, no rule."""

from typing import Annotated

from fastapi import Depends, Request, Response

from app.http.answers import no_content, ok
from app.http.routes import ApiRouter
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

router = ApiRouter(prefix="/api/v1/auth")
own = ApiRouter(prefix="/api/v1/users/me/email-verification")


async def _service(request: Request) -> MailTokenService:
    return request.app.state.mail_tokens


Service = Annotated[MailTokenService, Depends(_service)]


@router.post("/password-reset")
@ASK_FOR_RESET
async def request_password_reset(
    body: ResetRequest, service: Service, request: Request
) -> Response:
    await service.limits.count_client(address_of(request, request.app.state.addresses))
    if await service.limits.allows(body.email):
        service.send(await in_one_unit_of_work(lambda: service.ask_for_reset(body.email)))
    return unstored(accepted())


@router.post("/password-reset/confirm")
@RESET
async def reset_password(body: Reset, service: Service, request: Request) -> Response:
    await service.refuse_unknown(body.token, Purpose.RESET)
    password = await request.app.state.users.hashed(body.new_password)
    service.send(await in_one_unit_of_work(lambda: service.reset(body.token, password)))
    return unstored(no_content())


@router.post("/registration/confirm")
@CONFIRM_REGISTRATION
async def confirm_registration(body: Confirmation, service: Service) -> Response:
    await service.verify_registration(body.token, body.password)
    await in_one_unit_of_work(lambda: service.confirm(body.token))
    return unstored(no_content())


@router.post("/email-verification/confirm")
@VERIFY
async def verify_email(body: Verification, service: Service) -> Response:
    await in_one_unit_of_work(lambda: service.verify(body.token))
    return unstored(no_content())


@own.post("")
@ASK_FOR_VERIFICATION
async def request_email_verification(service: Service) -> Response:
    service.send(await in_one_unit_of_work(service.ask_for_verification))
    return unstored(accepted())


@own.get("")
@GET_VERIFICATION
async def get_email_verification(service: Service) -> Response:
    return unstored(ok(await service.verification()))
