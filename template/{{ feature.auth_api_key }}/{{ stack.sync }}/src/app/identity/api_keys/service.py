"""Makes API keys, and revokes them. Knows neither HTTP nor SQL, and never commits."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from app.http.etags import Precondition
from app.identity.account import Account
from app.identity.accounts import ANYHOW
from app.identity.api_keys.errors import (
    ApiKeyNotFound,
    TooManyApiKeys,
    unknown_scopes,
    wrong_end,
)
from app.identity.api_keys.keys import new_key
from app.identity.api_keys.permissions import Permissions
from app.identity.api_keys.schemas import ApiKey, ApiKeyRequest, NewApiKey
from app.identity.api_keys.store import ApiKeyStore
from app.identity.errors import Unauthenticated
from app.identity.principals import own_id
from app.utils.clock import now
from app.utils.identifiers import new_id


class Accounts(Protocol):
    """What is asked of the slice of users."""

    def lock(self, key: UUID, precondition: Precondition) -> Any: ...


class ApiKeyService:
    def __init__(
        self,
        accounts: Accounts,
        keys: ApiKeyStore,
        *,
        permissions: Permissions,
        prefix: str,
        lifetime: timedelta,
        longest: timedelta,
        most: int,
    ) -> None:
        """`lifetime` is that of a key whose owner does not say; `most` is how many one may have."""
        self._accounts = accounts
        self._keys = keys
        self._permissions = permissions
        self._prefix = prefix
        self._lifetime = lifetime
        self._longest = longest
        self._most = most

    def create(self, new: ApiKeyRequest) -> NewApiKey:
        """Raises ValidationFailed, TooManyApiKeys. Of those that make keys at once for one account
        each waits for the one before; what has expired goes."""
        moment, owner = now(), own_id()
        scopes, expires_at = self._known(new.scopes), self._end(new.expires_at, moment)
        account: Account = self._accounts.lock(owner, ANYHOW)
        if not account.is_active:
            raise Unauthenticated
        self._keys.remove_expired(owner, moment)
        if len(self._keys.all_of(owner)) >= self._most:
            raise TooManyApiKeys
        key = new_key(self._prefix, new_id())
        kept = ApiKey(
            id=key.id,
            name=new.name,
            prefix=key.shown,
            scopes=scopes,
            created_at=moment,
            expires_at=expires_at,
            last_used_at=None,
        )
        self._keys.add(key, owner, kept)
        return NewApiKey(**dict(kept), key=str(key))

    def list_own(self) -> Sequence[ApiKey]:
        return self._keys.all_of(own_id())

    def get(self, key: UUID) -> ApiKey:
        found = self._keys.find(key, own_id())
        if found is None:
            raise ApiKeyNotFound
        return found

    def revoke(self, key: UUID) -> None:
        if not self._keys.remove(key, own_id()):
            raise ApiKeyNotFound

    def _known(self, scopes: Sequence[str]) -> list[str]:
        known = self._permissions()
        if unknown := [place for place, scope in enumerate(scopes) if scope not in known]:
            raise unknown_scopes(unknown, known)
        return sorted(set(scopes))

    def _end(self, asked: datetime | None, moment: datetime) -> datetime:
        end = asked or moment + self._lifetime
        if not moment < end <= moment + self._longest:
            raise wrong_end(self._longest.days)
        return end
