"""Mail as Django knows it, and how it is wired."""

from typing import ClassVar

from django.apps import AppConfig
from django.conf import settings

from app.infrastructure.mail.making import mailer_of
from app.infrastructure.mail.port import Mailer


class MailConfig(AppConfig):
    name = "app.infrastructure.mail"
    label = "mail"
    mailer: ClassVar[Mailer]
    """Where mails are left to be sent."""

    def ready(self) -> None:
        MailConfig.mailer = mailer_of(settings.SERVICE)
