"""The table that the audit log is kept in, and what keeps it as it is.

Revision: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

from app.audit.append_only import GUARDS, REMOVED
from app.infrastructure.database import columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("id", columns.IDENTIFIER, nullable=False),
        sa.Column("at", columns.MOMENT, nullable=False),
        sa.Column("action", sa.String(length=100), nullable=False),
        sa.Column("actor_id", columns.IDENTIFIER, nullable=True),
        sa.Column("actor_role", sa.String(length=40), nullable=True),
        sa.Column("subject_type", sa.String(length=100), nullable=True),
        sa.Column("subject_id", columns.IDENTIFIER, nullable=True),
        sa.Column("fields", columns.TEXT, nullable=True),
        sa.Column("address", sa.String(length=60), nullable=True),
        sa.Column("request_id", sa.String(length=128), nullable=True),
        sa.Column("user_agent", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
        mysql_engine="InnoDB",
    )
    for name in ("actor_id", "action", "subject_type", "subject_id"):
        op.create_index(f"ix_audit_entries_{name}", "audit_entries", [name, "id"])
    for guard in GUARDS[op.get_context().dialect.name]:
        op.execute(guard)


def downgrade() -> None:
    op.drop_table("audit_entries")
    for rest in REMOVED.get(op.get_context().dialect.name, ()):
        op.execute(rest)
