"""A login, as the service keeps it: by what is proven with a secret that only its owner has."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

MOST_LISTED = 100
"""Logins of one user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    id: UUID
    user_id: UUID
    role: str
    """The user's. It follows each change of it, so that no user has to be read for it."""
    secret_hash: str
    device: str
    """What it was begun with, as that says of itself."""
    created_at: datetime
    used_at: datetime
    expires_at: datetime


def digest(secret: bytes) -> str:
    """What is kept of a secret of 32 random bytes: nobody can guess one, so a fast hash will do."""
    return sha256(secret).hexdigest()
