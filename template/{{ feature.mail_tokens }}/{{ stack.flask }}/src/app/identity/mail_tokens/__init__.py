"""What users do by mail: set a forgotten password, verify an address, confirm a registration.

`install` wires it.
"""

from flask import Flask

from app.config import Settings
from app.domain.users.letters import UserLetters
from app.identity.mail_tokens.controller import router
from app.identity.mail_tokens.limits import MailLimits
from app.identity.mail_tokens.registration import registration_of
from app.identity.mail_tokens.service import MailTokenService
from app.identity.mail_tokens.token_store import TokenStore


def install(app: Flask, settings: Settings) -> None:
    tokens = TokenStore(app.extensions["database"])
    app.extensions["keepers"].add(tokens)
    app.extensions["mail_tokens"] = MailTokenService(
        app.extensions["users"],
        tokens,
        letters=UserLetters(),
        limits=MailLimits(settings, app.extensions["counter"]),
        mailer=app.extensions["mailer"],
        settings=settings,
    )
    app.extensions["registration"] = registration_of(
        settings, app.extensions["users"], app.extensions["mail_tokens"]
    )
    app.register_blueprint(router)
