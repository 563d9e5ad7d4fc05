"""The chain of the audit log. `alembic upgrade` brings it up before yours."""

from pathlib import Path

from app.audit.models import AuditEntryRecord
from app.infrastructure.database.chains import Chain

AUDIT = Chain("audit", Path(__file__).parent, (AuditEntryRecord,))
