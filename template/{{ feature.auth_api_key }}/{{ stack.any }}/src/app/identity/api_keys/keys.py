"""An API key as its owner has it: `acme_<id>_<secret and checksum>`, as hexadecimal digits.

The beginning tells scanners whose it is, and the checksum that it is one, without asking anybody.
Whether it holds is known by its secret alone.
"""

import re
import secrets
from typing import NamedTuple
from uuid import UUID
from zlib import crc32

from app.project import TITLE

_SECRET, _CHECKSUM = 32, 4
"""Bytes."""
_FORM = re.compile(r"([a-z0-9]{1,16})_([0-9a-f]{32})_([0-9a-f]{64})([0-9a-f]{8})")


class ApiKeyText(NamedTuple):
    prefix: str
    id: UUID
    secret: bytes

    @property
    def shown(self) -> str:
        """What its owner knows it by; it opens nothing."""
        return f"{self.prefix}_{self.id.hex}"

    @property
    def checksum(self) -> str:
        return crc32(self.id.bytes + self.secret).to_bytes(_CHECKSUM, "big").hex()

    def __str__(self) -> str:
        return f"{self.shown}_{self.secret.hex()}{self.checksum}"


def new_key(prefix: str, key_id: UUID) -> ApiKeyText:
    return ApiKeyText(prefix, key_id, secrets.token_bytes(_SECRET))


def read(text: str) -> ApiKeyText | None:
    """None for what is no key, or not written as it was given out."""
    form = _FORM.fullmatch(text)
    if form is None:
        return None
    prefix, key_id, secret, checksum = form.groups()
    found = ApiKeyText(prefix, UUID(hex=key_id), bytes.fromhex(secret))
    return found if found.checksum == checksum else None


def prefix_of(chosen: str) -> str:
    """What was chosen, or else the title's letters and digits."""
    return chosen or re.sub("[^a-z0-9]", "", TITLE.lower())[:16] or "key"
