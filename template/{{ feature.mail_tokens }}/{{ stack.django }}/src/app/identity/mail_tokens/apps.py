"""What users do by mail as Django knows it, and how it is wired."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import AppConfig
from django.conf import settings

from app.domain.users.letters import UserLetters
from app.identity.mail_tokens.limits import MailLimits

if TYPE_CHECKING:
    from app.identity.mail_tokens.registration import Registration
    from app.identity.mail_tokens.service import MailTokenService


class MailTokensConfig(AppConfig):
    name = "app.identity.mail_tokens"
    label = "identity_mail"
    verbose_name = "Mails to users"
    service: ClassVar["MailTokenService[Any]"]
    registration: ClassVar["Registration[Any]"]

    def ready(self) -> None:
        """Models can be imported from here on, and with them what asks them."""
        from app.domain.users.apps import UsersConfig
        from app.identity.apps import IdentityConfig
        from app.identity.mail_tokens.registration import registration_of
        from app.identity.mail_tokens.service import MailTokenService
        from app.identity.mail_tokens.token_store import TokenStore
        from app.infrastructure.database.port import Database
        from app.infrastructure.mail.apps import MailConfig

        own, users, tokens = settings.SERVICE, UsersConfig.service, TokenStore(Database())
        IdentityConfig.keepers.add(tokens)
        MailTokensConfig.service = MailTokenService(
            users,
            tokens,
            letters=UserLetters(),
            limits=MailLimits(own, IdentityConfig.counter),
            mailer=MailConfig.mailer,
            settings=own,
        )
        MailTokensConfig.registration = registration_of(own, users, MailTokensConfig.service)
