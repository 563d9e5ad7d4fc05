"""Passwords: which are taken, and how one is kept (OWASP ASVS 5.0, V6.2; argon2id, RFC 9106).

One is used whole, and any character counts. Nothing but its length and a list of the commonest is
asked of it: rules of letters and digits make people choose worse ones.
"""

from functools import cache
from pathlib import Path
from typing import Annotated, NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from app.config import Settings
from app.resources.fields import NO_NUL

SHORTEST, LONGEST = 12, 128
"""Characters. No longer one is hashed: that would be work for whoever sends them."""

_PREFIX = "$argon2id$"
"""How each hash begins. Nobody's is written, and not made: starting stays quick."""


class Verdict(NamedTuple):
    holds: bool
    is_weak: bool
    """Whether it is kept by weaker parameters than those of now."""


class Hasher:
    """Takes tens of milliseconds each time, on purpose."""

    def __init__(self, settings: Settings) -> None:
        self._argon2 = PasswordHasher(
            time_cost=settings.password_passes, memory_cost=settings.password_memory, parallelism=1
        )
        passes, memory = settings.password_passes, settings.password_memory
        self._nobodys = f"{_PREFIX}v=19$m={memory},t={passes},p=1${'A' * 22}${'A' * 43}"

    def hash(self, password: str) -> str:
        """As `$argon2id$v=19$m=...,t=...,p=...$salt$hash`."""
        return self._argon2.hash(password)

    def verify(self, password: str, kept: str | None) -> Verdict:
        """Takes as long for nobody's, and for what is no hash: neither ever holds."""
        known = kept if kept and kept.startswith(_PREFIX) else self._nobodys
        try:
            self._argon2.verify(known, password)
        except (VerificationError, InvalidHashError):
            return Verdict(holds=False, is_weak=False)
        return Verdict(holds=known is kept, is_weak=self._argon2.check_needs_rehash(known))


@cache
def common() -> frozenset[str]:
    """Of the commonest 20,000 and 30,000, those that are long enough: the lists of Django and of
    zxcvbn."""
    text = Path(__file__).with_name("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def _uncommon(password: str) -> str:
    if password.strip().lower() in common():
        raise PydanticCustomError("common_password", "This password is one of the commonest.")
    return password


NewPassword = Annotated[
    str,
    StringConstraints(min_length=SHORTEST, max_length=LONGEST, pattern=NO_NUL),
    AfterValidator(_uncommon),
    Field(json_schema_extra={"format": "password"}),
]
Password = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST, pattern=NO_NUL),
    Field(json_schema_extra={"format": "password"}),
]
"""One that may be right."""
