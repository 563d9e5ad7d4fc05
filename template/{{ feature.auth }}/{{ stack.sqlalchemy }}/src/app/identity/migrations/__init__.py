"""The chain of the table of logins. `alembic upgrade` brings it up before yours."""

from pathlib import Path

from app.identity.models import SessionRecord
from app.infrastructure.database.chains import Chain

IDENTITY = Chain("identity", Path(__file__).parent, (SessionRecord,))
