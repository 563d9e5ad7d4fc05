"""The table that logins are kept in.

Revision: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

from app.infrastructure.database import columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "identity_sessions",
        sa.Column("id", columns.IDENTIFIER, nullable=False),
        sa.Column("user_id", columns.IDENTIFIER, nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.Column("created_at", columns.MOMENT, nullable=False),
        sa.Column("used_at", columns.MOMENT, nullable=False),
        sa.Column("expires_at", columns.MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_sessions")),
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
        mysql_engine="InnoDB",
    )
    op.create_index("ix_identity_sessions_user_id", "identity_sessions", ["user_id"])
    op.create_index("ix_identity_sessions_expires_at", "identity_sessions", ["expires_at"])


def downgrade() -> None:
    op.drop_table("identity_sessions")
