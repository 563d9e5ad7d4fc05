"""The chain of the table of API keys. `alembic upgrade` brings it up before yours."""

from pathlib import Path

from app.identity.api_keys.models import ApiKeyRecord
from app.infrastructure.database.chains import Chain

API_KEYS = Chain("identity_api_keys", Path(__file__).parent, (ApiKeyRecord,))
