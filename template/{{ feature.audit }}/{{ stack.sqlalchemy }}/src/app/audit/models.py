"""How entries are kept. The template's own table: `migrations/` here makes it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.infrastructure.database.columns import TEXT
from app.infrastructure.database.models import OptionModel


class AuditEntryRecord(OptionModel):
    """An id tells the moment as well: `at` is there for people."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_actor_id", "actor_id", "id"),
        Index("ix_audit_entries_action", "action", "id"),
        Index("ix_audit_entries_subject_type", "subject_type", "id"),
        Index("ix_audit_entries_subject_id", "subject_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(100))
    actor_id: Mapped[UUID | None]
    actor_role: Mapped[str | None] = mapped_column(String(40))
    subject_type: Mapped[str | None] = mapped_column(String(100))
    subject_id: Mapped[UUID | None]
    fields: Mapped[str | None] = mapped_column(TEXT)
    address: Mapped[str | None] = mapped_column(String(60))
    request_id: Mapped[str | None] = mapped_column(String(128))
    user_agent: Mapped[str | None] = mapped_column(String(200))
