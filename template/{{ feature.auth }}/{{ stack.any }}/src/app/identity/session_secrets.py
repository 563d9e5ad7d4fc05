"""What its owner shows of a login: its name and a secret, signed, so that junk is known without a
look at the database, and only one that was given out can tell that it is used twice (RFC 9700,
section 4.14.2).
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import NamedTuple
from uuid import UUID

from app.identity.sessions import digest

_SECRET, _MAC = 32, 16
"""Bytes."""
_LENGTH = 86
"""Characters of 16 + 32 + 16 bytes."""


class Shown(NamedTuple):
    session_id: UUID
    secret_hash: str


class SessionSecrets:
    """One that was given out for one `purpose` is none for another."""

    def __init__(self, secret: bytes, *, purpose: bytes) -> None:
        self._key = hmac.digest(secret, purpose, hashlib.sha256)

    def issue(self, session_id: UUID) -> tuple[str, str]:
        """A text of letters, digits, - and _, and what is kept of it."""
        secret = secrets.token_bytes(_SECRET)
        signed = session_id.bytes + secret
        return urlsafe_b64encode(signed + self._mac(signed)).rstrip(b"=").decode(), digest(secret)

    def read(self, text: str) -> Shown | None:
        """None for one that was not given out here."""
        if len(text) != _LENGTH or not text.isascii():
            return None
        try:
            raw = urlsafe_b64decode(text + "==")
        except ValueError:
            return None
        signed, mac = raw[:-_MAC], raw[-_MAC:]
        if not hmac.compare_digest(mac, self._mac(signed)):
            return None
        return Shown(UUID(bytes=signed[:16]), digest(signed[16:]))

    def _mac(self, signed: bytes) -> bytes:
        return hmac.digest(self._key, signed, hashlib.sha256)[:_MAC]
