"""Tokens as Django knows them: the gate is opened to them, and they are given out."""

from datetime import timedelta
from typing import ClassVar

from django.apps import AppConfig
from django.conf import settings

from app.identity.logins import Logins
from app.identity.session_secrets import SessionSecrets
from app.identity.tokens.access import AccessTokens
from app.identity.tokens.service import PURPOSE, TokenService


class TokensConfig(AppConfig):
    name = "app.identity.tokens"
    label = "identity_tokens"
    verbose_name = "Tokens"
    service: ClassVar[TokenService]

    def ready(self) -> None:
        """Models can be imported from here on, and with them what asks them."""
        from app.domain.users.apps import UsersConfig
        from app.identity.apps import IdentityConfig
        from app.identity.tokens.way import BearerTokens

        own = settings.SERVICE
        access, sessions = AccessTokens(own), IdentityConfig.sessions
        IdentityConfig.gate.open_to(BearerTokens(access, sessions))
        refresh = SessionSecrets(own.secret_key.get_secret_value().encode(), purpose=PURPOSE)
        lifetime = timedelta(days=own.refresh_token_days)
        logins = Logins(UsersConfig.service, sessions, secrets=refresh, lifetime=lifetime)
        TokensConfig.service = TokenService(logins, sessions, access=access, refresh=refresh)
