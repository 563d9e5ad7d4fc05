"""How mailed tokens are kept, and which addresses are verified. The template's own tables:
`migrations/` here makes them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.infrastructure.database.models import OptionModel


class TokenRecord(OptionModel):
    __tablename__ = "identity_mail_tokens"

    secret_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    mark: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class VerificationRecord(OptionModel):
    __tablename__ = "identity_mail_verifications"

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(64))
    verified_at: Mapped[datetime]
