"""The chain of the table of claims. `alembic upgrade` brings it up before yours."""

from pathlib import Path

from app.infrastructure.database.chains import Chain
from app.infrastructure.idempotency_database.models import IdempotencyRecord

IDEMPOTENCY = Chain("idempotency", Path(__file__).parent, (IdempotencyRecord,))
