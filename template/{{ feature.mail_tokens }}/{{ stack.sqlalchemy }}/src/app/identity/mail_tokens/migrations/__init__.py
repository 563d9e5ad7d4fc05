"""The chain of mailed tokens and verified addresses, which comes up before yours."""

from pathlib import Path

from app.identity.mail_tokens.models import TokenRecord, VerificationRecord
from app.infrastructure.database.chains import Chain

MAIL = Chain("identity_mail", Path(__file__).parent, (TokenRecord, VerificationRecord))
