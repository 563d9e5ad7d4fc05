"""How claims and answers are kept. The template's own table: `migrations/` here makes it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import LargeBinary, String
from sqlalchemy.dialects.mysql import LONGBLOB
from sqlalchemy.orm import Mapped, mapped_column

from app.infrastructure.database.columns import TEXT
from app.infrastructure.database.models import OptionModel

BYTES = LargeBinary().with_variant(LONGBLOB(), "mysql")


class IdempotencyRecord(OptionModel):
    __tablename__ = "idempotency_keys"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    attempt: Mapped[UUID]
    locked_until: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    status: Mapped[int | None]
    headers: Mapped[str | None] = mapped_column(TEXT)
    body: Mapped[bytes | None] = mapped_column(BYTES)
