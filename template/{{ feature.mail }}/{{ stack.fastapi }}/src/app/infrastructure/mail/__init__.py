"""Mail: one port, and an adapter for each way out."""

from fastapi import FastAPI

from app.config import Settings
from app.infrastructure.mail.making import mailer_of


def install(app: FastAPI, settings: Settings) -> None:
    """Where mails are left to be sent: `app.state.mailer`."""
    app.state.mailer = mailer_of(settings)
