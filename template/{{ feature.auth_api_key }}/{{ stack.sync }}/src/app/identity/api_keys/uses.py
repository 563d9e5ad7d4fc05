"""When a key was last used: written once a minute at most, and nobody waits for it."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from app.http.errors import ApiError
from app.identity.api_keys.aside import Aside
from app.identity.api_keys.store import ApiKeyStore
from app.utils.clock import now

_EVERY = timedelta(minutes=1)


class Uses:
    def __init__(self, keys: ApiKeyStore, aside: Aside) -> None:
        self._keys = keys
        self._aside = aside
        self._noting: set[UUID] = set()

    def note(self, key: UUID, last: datetime | None) -> None:
        """It is used now. `last` is when it was, as far as is kept."""
        moment = now()
        if key in self._noting or (last is not None and moment - last < _EVERY):
            return
        self._noting.add(key)
        self._aside.run(lambda: self._write(key, moment))

    def _write(self, key: UUID, moment: datetime) -> None:
        """Where that fails, the next use is written."""
        try:
            with suppress(ApiError):
                self._keys.use(key, moment, before=moment - _EVERY)
        finally:
            self._noting.discard(key)
