"""How users are kept.

After a change: `make migration m="what has changed"`.
"""

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.infrastructure.database.checks import length_between, one_of
from app.infrastructure.database.columns import folded_line, folded_text
from app.infrastructure.database.models import Row


class UserRecord(Row):
    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint(length_between("email", 0, 254), name="email_allowed"),
        CheckConstraint(length_between("full_name", 0, 200), name="full_name_allowed"),
        CheckConstraint(length_between("password", 1, 200), name="password_allowed"),
        CheckConstraint(one_of("role", "user", "admin"), name="role_allowed"),
        Index("ix_users_created_at", "created_at", "id"),
        Index("ix_users_updated_at", "updated_at", "id"),
    )

    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(folded_line(254), unique=True, info={"folds": "email"})
    full_name: Mapped[str | None] = mapped_column(String(200))
    full_name_key: Mapped[str | None] = mapped_column(folded_text(), info={"folds": "full_name"})
    role: Mapped[str] = mapped_column(String(5))
    is_active: Mapped[bool]
    password: Mapped[str] = mapped_column(String(200))
