"""Access tokens: JSON Web Tokens (RFC 7519, 9068) that say whose login it is, and nothing of them.

One algorithm and the service's own keys are taken, whatever a token's header says (RFC 8725).
"""

from datetime import timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError

from app.config import Settings
from app.identity.errors import TokenExpired, Unauthenticated
from app.identity.tokens.keys import keys_of
from app.project import TITLE
from app.utils.clock import now
from app.utils.identifiers import new_id

_TYPE = "at+jwt"
_LONGEST = 2048
"""Characters: a longer one is none of ours."""
_REMEMBERED = 4096
"""Tokens of those who ask often: their signature holds for as long as they do."""


class Claims(NamedTuple):
    session_id: UUID
    user_id: UUID
    begins: int
    ends: int


class AccessTokens:
    def __init__(self, settings: Settings) -> None:
        self._keys = keys_of(settings)
        self._signing, *_ = self._keys
        self._algorithm = settings.jwt_algorithm
        self._issuer = settings.jwt_issuer or TITLE
        self._audience = settings.jwt_audience or TITLE
        self.lifetime = timedelta(minutes=settings.access_token_minutes)
        self._claims = lru_cache(_REMEMBERED)(self._verified)

    def issue(self, *, session_id: UUID, user_id: UUID) -> str:
        moment = now()
        claims = {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": str(user_id),
            "exp": int((moment + self.lifetime).timestamp()),
            "iat": int(moment.timestamp()),
            "jti": str(new_id()),
            "sid": str(session_id),
        }
        header = {"alg": self._algorithm, "kid": self._signing, "typ": _TYPE}
        return jwt.encode(header, claims, self._keys[self._signing], algorithms=[self._algorithm])

    def read(self, token: str) -> Claims:
        """Raises Unauthenticated for one that is not the service's own, TokenExpired."""
        if len(token) > _LONGEST:
            raise InvalidToken
        claims, moment = self._claims(token), now().timestamp()
        if claims.ends <= moment:
            raise TokenExpired
        if claims.begins > moment:
            raise InvalidToken
        return claims

    def _verified(self, token: str) -> Claims:
        try:
            found = jwt.decode(token, self._key, algorithms=[self._algorithm])
            if found.header.get("typ") != _TYPE:
                raise InvalidToken
            return self._checked(found.claims)
        except (JoseError, KeyError, TypeError, ValueError):
            raise InvalidToken from None

    def _key(self, token: Any) -> Any:
        """By its name. Nothing else that a header says of a key is looked at."""
        return self._keys[token.headers()["kid"]]

    def _checked(self, claims: dict[str, Any]) -> Claims:
        if (claims["iss"], claims["aud"]) != (self._issuer, self._audience):
            raise InvalidToken
        moments = claims["exp"], claims["iat"], claims.get("nbf", 0)
        if not all(type(moment) is int for moment in moments) or not claims["jti"]:
            raise InvalidToken
        if not all(isinstance(claims[name], str) for name in ("sid", "sub", "jti")):
            raise InvalidToken
        return Claims(UUID(claims["sid"]), UUID(claims["sub"]), begins=moments[2], ends=moments[0])


class InvalidToken(Unauthenticated):
    message = "The access token is none of this service."
    headers = TokenExpired.headers
