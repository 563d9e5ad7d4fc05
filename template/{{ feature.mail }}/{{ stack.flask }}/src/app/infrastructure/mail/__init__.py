"""Mail: one port, and an adapter for each way out."""

from flask import Flask

from app.config import Settings
from app.infrastructure.mail.making import mailer_of


def install(app: Flask, settings: Settings) -> None:
    """Where mails are left to be sent: `app.extensions["mailer"]`."""
    app.extensions["mailer"] = mailer_of(settings)
