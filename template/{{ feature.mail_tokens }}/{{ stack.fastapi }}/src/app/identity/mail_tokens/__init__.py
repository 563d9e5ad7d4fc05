"""What users do by mail: set a forgotten password, verify an address, confirm a registration.

`install` wires it.
"""

from fastapi import FastAPI

from app.config import Settings
from app.domain.users.letters import UserLetters
from app.identity.mail_tokens.controller import own, router
from app.identity.mail_tokens.limits import MailLimits
from app.identity.mail_tokens.registration import registration_of
from app.identity.mail_tokens.service import MailTokenService
from app.identity.mail_tokens.token_store import TokenStore


def install(app: FastAPI, settings: Settings) -> None:
    tokens = TokenStore(app.state.database)
    app.state.keepers.add(tokens)
    app.state.mail_tokens = MailTokenService(
        app.state.users,
        tokens,
        letters=UserLetters(),
        limits=MailLimits(settings, app.state.counter),
        mailer=app.state.mailer,
        settings=settings,
    )
    app.state.registration = registration_of(settings, app.state.users, app.state.mail_tokens)
    app.include_router(router)
    app.include_router(own)
