"""What an entry says: who, what, when, from where.

Of a change it has the names of the fields, and never a value. An entry can't be taken back: with
values in it the log would keep what people have a right to have deleted, secrets among it, and
admins could read there what they could not read elsewhere.
"""

import re
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from app.audit.origin import current_origin
from app.http.request_id import current_request_id
from app.identity.principals import Principal, known
from app.utils.identifiers import new_id

USER, SERVICE = "user", "service"
_COUNTED = {"version", "updated_at"}
"""What every change sets."""
_OF_USERS = {
    "password": "password.changed",
    "role": "user.role_changed",
    "is_active": "user.access_changed",
}
"""What is looked for by its own name: an entry has that of the first that was changed."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_FIRST = 7 << 76 | 2 << 62
"""The least of what a UUIDv7 has behind its time (RFC 9562, 5.7)."""


def entry_of(
    action: str,
    subject: str | None,
    key: UUID | None,
    *,
    fields: Collection[str] | None = None,
    by: Principal | None = None,
) -> dict[str, Any]:
    """A row. It is whoever asks who has done it, unless it is said by whom."""
    made, origin, actor = new_id(), current_origin(), by or known()
    return {
        "id": made,
        "at": moment_of(made),
        "action": action,
        "actor_id": actor and actor.user_id,
        "actor_role": actor and (actor.role if actor.user_id else SERVICE),
        "subject_type": subject,
        "subject_id": key,
        "fields": None if fields is None else ",".join(sorted(fields)),
        "address": origin.address,
        "request_id": current_request_id() or None,
        "user_agent": origin.user_agent,
    }


def change_of(subject: str, names: Collection[str]) -> tuple[str, set[str]]:
    """The action of a change that has set these fields, and those that are worth telling."""
    told = set(names) - _COUNTED
    if subject == USER:
        if set(names) == {"password"}:  # not counted as a change: the same one, hashed anew
            return "password.rehashed", told
        for name, action in _OF_USERS.items():
            if name in told:
                return action, told
    return f"{subject}.changed", told


def subject_of(model: type) -> str:
    """What the rows of a table are called: `order_line` of OrderLineRecord."""
    name = model.__name__.removesuffix("Record")
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def moment_of(key: UUID) -> datetime:
    """When an identifier was made, to the millisecond."""
    return _EPOCH + (key.int >> 80) * _MILLISECOND


def first_at(moment: datetime) -> UUID:
    """No identifier that is made at this moment or later is less than it, and every earlier one
    is."""
    milliseconds = max(0, -((_EPOCH - moment) // _MILLISECOND))
    return UUID(int=milliseconds << 80 | _FIRST)
