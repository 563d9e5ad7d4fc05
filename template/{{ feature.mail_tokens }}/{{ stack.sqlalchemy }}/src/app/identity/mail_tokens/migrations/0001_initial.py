"""The tables that mailed tokens and verified addresses are kept in.

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

_ON_MYSQL = {
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
    "mysql_engine": "InnoDB",
}


def upgrade() -> None:
    op.create_table(
        "identity_mail_tokens",
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", columns.IDENTIFIER, nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("created_at", columns.MOMENT, nullable=False),
        sa.Column("expires_at", columns.MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_identity_mail_tokens")),
        **_ON_MYSQL,
    )
    op.create_index("ix_identity_mail_tokens_user_id", "identity_mail_tokens", ["user_id"])
    op.create_index("ix_identity_mail_tokens_expires_at", "identity_mail_tokens", ["expires_at"])
    op.create_table(
        "identity_mail_verifications",
        sa.Column("user_id", columns.IDENTIFIER, nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("verified_at", columns.MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_identity_mail_verifications")),
        **_ON_MYSQL,
    )


def downgrade() -> None:
    op.drop_table("identity_mail_verifications")
    op.drop_table("identity_mail_tokens")
