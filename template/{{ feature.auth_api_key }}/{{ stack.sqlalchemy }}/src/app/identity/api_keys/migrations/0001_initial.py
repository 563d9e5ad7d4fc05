"""The table that API keys are kept in.

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
        "identity_api_keys",
        sa.Column("id", columns.IDENTIFIER, nullable=False),
        sa.Column("user_id", columns.IDENTIFIER, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("prefix", sa.String(length=60), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("scopes", columns.TEXT, nullable=False),
        sa.Column("created_at", columns.MOMENT, nullable=False),
        sa.Column("expires_at", columns.MOMENT, nullable=False),
        sa.Column("last_used_at", columns.MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_api_keys")),
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
        mysql_engine="InnoDB",
    )
    op.create_index("ix_identity_api_keys_user_id", "identity_api_keys", ["user_id"])


def downgrade() -> None:
    op.drop_table("identity_api_keys")
