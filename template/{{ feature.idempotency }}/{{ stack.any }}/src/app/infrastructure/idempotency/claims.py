"""Who does the work that a key stands for: the decisions, whatever they are kept in."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from app.http.errors import ValidationFailed
from app.infrastructure.idempotency.errors import KeyReused, StillInFlight
from app.utils.clock import now
from app.utils.identifiers import new_id

HEADER, REPLAYED = "Idempotency-Key", "Idempotency-Replayed"
LONGEST_KEY = 255
PATTERN = r"^[!-~]([ -~]*[!-~])?$"
_KEY = re.compile(PATTERN.removeprefix("^").removesuffix("$"))


class Answer(NamedTuple):
    """What is told to whoever asks again."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One attempt at the work of a key. Whoever has claimed it first does it."""

    id: str
    """Of the key and its caller. Neither can be read from it."""
    fingerprint: str
    """Of what is asked: another request with the same key has another one."""
    attempt: UUID
    begun: datetime
    locked_until: datetime
    """When it is given up: whoever holds it has died by then."""
    expires_at: datetime
    """When its answer is forgotten."""


class Held(NamedTuple):
    """What somebody else has claimed, and the answer where there is one."""

    fingerprint: str
    answer: Answer | None


def claim_of(key: str, asked: bytes, *, caller: str, lock: timedelta, keep: timedelta) -> Claim:
    """Raises ValidationFailed where the key is none."""
    moment = now()
    return Claim(
        id=_digest(caller.encode(), _checked(key).encode()),
        fingerprint=_digest(asked),
        attempt=new_id(),
        begun=moment,
        locked_until=moment + lock,
        expires_at=moment + keep,
    )


def answer_for(claim: Claim, held: Held) -> Answer:
    """What the client is told, where the work is not its own. Raises KeyReused, StillInFlight."""
    if held.fingerprint != claim.fingerprint:
        raise KeyReused
    if held.answer is None:
        raise StillInFlight
    return held.answer


def _checked(key: str) -> str:
    if len(key) <= LONGEST_KEY and _KEY.fullmatch(key):
        return key
    fault = {
        "field": f"header.{HEADER.lower()}",
        "message": f"Send 1 to {LONGEST_KEY} printable ASCII characters.",
        "type": "string_pattern_mismatch",
    }
    raise ValidationFailed(details=[fault])


def _digest(*parts: bytes) -> str:
    """No two lists of parts have the same: each is told with its length."""
    found = sha256()
    for part in parts:
        found.update(b"%d:%b" % (len(part), part))
    return found.hexdigest()
