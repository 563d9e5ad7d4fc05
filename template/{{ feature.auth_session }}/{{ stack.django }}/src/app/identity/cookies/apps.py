"""Sessions as Django knows them: the gate is opened to their cookies, and they are begun."""

from datetime import timedelta
from typing import ClassVar

from django.apps import AppConfig
from django.conf import settings

from app.identity.cookies.csrf import CsrfGuard
from app.identity.cookies.service import PURPOSE, CookieService
from app.identity.logins import Logins
from app.identity.session_secrets import SessionSecrets


class CookiesConfig(AppConfig):
    name = "app.identity.cookies"
    label = "identity_cookies"
    verbose_name = "Sessions"
    csrf: ClassVar[CsrfGuard]
    service: ClassVar[CookieService]

    def ready(self) -> None:
        """Models can be imported from here on, and with them what asks them."""
        from app.domain.users.apps import UsersConfig
        from app.identity.apps import IdentityConfig
        from app.identity.cookies.way import SessionCookies

        own = settings.SERVICE
        secret, sessions = own.secret_key.get_secret_value().encode(), IdentityConfig.sessions
        idle = timedelta(minutes=own.session_idle_minutes)
        longest = timedelta(hours=own.session_hours)
        secrets = SessionSecrets(secret, purpose=PURPOSE)
        csrf = CsrfGuard(secret, origins=own.cors_origins)
        IdentityConfig.gate.open_to(
            SessionCookies(sessions, secrets=secrets, csrf=csrf, idle=idle, longest=longest)
        )
        logins = Logins(UsersConfig.service, sessions, secrets=secrets, lifetime=min(idle, longest))
        CookiesConfig.csrf = csrf
        CookiesConfig.service = CookieService(
            logins, sessions, secrets=secrets, csrf=csrf, longest=longest
        )
