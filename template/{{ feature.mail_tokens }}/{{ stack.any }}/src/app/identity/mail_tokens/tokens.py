"""Tokens that are mailed: what each is for, how it is made, and to what it is bound.

One proves that its holder reads a mailbox, and is good once (OWASP, Forgot Password Cheat Sheet).
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from secrets import token_urlsafe
from uuid import UUID

from app.identity.account import Account
from app.identity.sessions import digest

_BYTES = 32


class Purpose(StrEnum):
    RESET = "reset"
    VERIFICATION = "verification"
    REGISTRATION = "registration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is known of a token: nobody who reads it can use it."""

    purpose: Purpose
    user_id: UUID
    secret_hash: str
    mark: str
    """Of the account as it was, when the token was made."""


def new_token() -> str:
    return token_urlsafe(_BYTES)


def hash_of(token: str) -> str:
    return digest(token.encode())


def mark_of(account: Account, purpose: Purpose) -> str:
    """Another password or address gives another one. For a registration any change does: what an
    admin has decided since is not undone by a mail."""
    version = account.version if purpose is Purpose.REGISTRATION else 0
    told = (purpose, str(account.id), account.email, account.password, str(version))
    return digest("\0".join(told).encode())


def mark_of_address(account: Account) -> str:
    """Of what is verified: it tells the address to nobody who does not know it."""
    return digest(f"{account.id}\0{account.email}".encode())


def nobody(email: str, secret: bytes) -> UUID:
    """Who stands for an address without an account, in the work that is done for either."""
    key = hmac.digest(secret, f"nobody\0{email}".encode(), hashlib.sha256)
    return UUID(bytes=key[:16])


@dataclass(frozen=True, slots=True)
class Link:
    """How a letter leads to what its reader may do."""

    url: str
    """Empty where the service knows of no page."""
    token: str
    holds: timedelta

    def __str__(self) -> str:
        """What one clicks, or else copies."""
        return f"{self.url}#token={self.token}" if self.url else self.token

    @property
    def time(self) -> str:
        """For a person: `30 minutes`."""
        minutes = int(self.holds.total_seconds() // 60)
        amount, unit = (minutes // 60, "hour") if minutes % 60 == 0 else (minutes, "minute")
        return f"{amount} {unit}{'s' * (amount != 1)}"
