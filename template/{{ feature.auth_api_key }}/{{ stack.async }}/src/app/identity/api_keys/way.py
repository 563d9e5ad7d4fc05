"""Who asks, by the API key in its header, and nowhere else: a URL lands in logs and histories."""

from hmac import compare_digest

from app.http.native import Request
from app.identity.api_keys.errors import ApiKeyExpired, InvalidApiKey
from app.identity.api_keys.keys import read
from app.identity.api_keys.requests import api_key_of
from app.identity.api_keys.store import ApiKeyStore
from app.identity.api_keys.uses import Uses
from app.identity.principals import Principal
from app.identity.sessions import digest
from app.utils.clock import now


class ApiKeys:
    def __init__(self, keys: ApiKeyStore, uses: Uses) -> None:
        self._keys = keys
        self._uses = uses

    async def principal(self, request: Request) -> Principal | None:
        """The key's owner, who may do what it has the scopes for. Raises InvalidApiKey,
        ApiKeyExpired."""
        text = api_key_of(request)
        if text is None:
            return None
        given = read(text)
        if given is None:
            raise InvalidApiKey
        kept = await self._keys.standing(given.id)
        if kept is None or not compare_digest(kept.secret_hash, digest(given.secret)):
            raise InvalidApiKey
        if kept.role is None:
            raise InvalidApiKey
        if kept.expires_at <= now():
            raise ApiKeyExpired
        self._uses.note(given.id, kept.last_used_at)
        return Principal(kept.user_id, kept.role, scopes=frozenset(kept.scopes.split()))
