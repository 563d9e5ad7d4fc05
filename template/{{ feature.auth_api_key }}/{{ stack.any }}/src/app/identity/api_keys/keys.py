"""An API key as its owner has it: `acme_<id>_<secret, checksum>`, in lower-case base32 (RFC 4648).

The beginning tells scanners whose it is, and the checksum that it is one, without asking anybody.
Whether it holds is known by its secret alone.
"""

import re
import secrets
from base64 import b32decode, b32encode
from typing import NamedTuple
from uuid import UUID
from zlib import crc32

from app.project import TITLE

_SECRET, _CHECKSUM = 32, 4
"""Bytes."""
_FORM = re.compile(r"([a-z0-9]{1,16})_([a-z2-7]{26})_([a-z2-7]{58})")


class ApiKeyText(NamedTuple):
    prefix: str
    id: UUID
    secret: bytes

    @property
    def shown(self) -> str:
        """What its owner knows it by; it opens nothing."""
        return f"{self.prefix}_{_written(self.id.bytes)}"

    def __str__(self) -> str:
        checksum = crc32(self.id.bytes + self.secret).to_bytes(_CHECKSUM, "big")
        return f"{self.shown}_{_written(self.secret + checksum)}"


def new_key(prefix: str, key_id: UUID) -> ApiKeyText:
    return ApiKeyText(prefix, key_id, secrets.token_bytes(_SECRET))


def read(text: str) -> ApiKeyText | None:
    """None for what is no key, or not written as it was given out."""
    form = _FORM.fullmatch(text)
    if form is None:
        return None
    prefix, key_id, secret = form.groups()
    found = ApiKeyText(prefix, UUID(bytes=_bytes_of(key_id)), _bytes_of(secret)[:_SECRET])
    return found if str(found) == text else None


def prefix_of(chosen: str) -> str:
    """What was chosen, or else the title's letters and digits."""
    return chosen or re.sub("[^a-z0-9]", "", TITLE.lower())[:16] or "key"


def _written(value: bytes) -> str:
    return b32encode(value).decode().rstrip("=").lower()


def _bytes_of(text: str) -> bytes:
    return b32decode(text.upper() + "=" * (-len(text) % 8))
