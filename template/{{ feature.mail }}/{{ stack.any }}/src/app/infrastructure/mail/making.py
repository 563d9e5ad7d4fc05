"""Chooses the way that the settings name."""

from app.config import Settings
from app.config.mail import sender_of, smtp_of
from app.infrastructure.mail.console import Console
from app.infrastructure.mail.outbox import Outbox
from app.infrastructure.mail.port import Transport
from app.infrastructure.mail.smtp import SmtpServer


def mailer_of(settings: Settings) -> Outbox:
    """Connects to nothing before there is something to send."""
    server = smtp_of(settings.mail_url)
    sender = sender_of(settings.mail_from)
    way: Transport = Console() if server is None else SmtpServer(server, sender)
    return Outbox(way)
