"""What is asked of the table of logins. `key` is a row's id, `owner` its user's."""

from django.db.models import Q

from app.identity.models import SessionRecord
from app.identity.sessions import MOST_LISTED
from app.infrastructure.database.prepared import Bound, Prepared, delete_where, insert, update_where

_ROWS = SessionRecord._default_manager.order_by()
_FIELDS = {field.attname: field for field in SessionRecord._meta.concrete_fields}
_KEY = Q(pk=Bound("key", _FIELDS["id"]))
_OWNER = Q(user_id=Bound("owner", _FIELDS["user_id"]))

ADD = insert(SessionRecord)
STANDING = Prepared(_ROWS.filter(_KEY).values("user_id", "role", "expires_at"))
FIND = Prepared(_ROWS.filter(_KEY).values(*_FIELDS))
ALL_OF = Prepared(
    _ROWS.filter(_OWNER & Q(expires_at__gt=Bound("moment", _FIELDS["expires_at"])))
    .order_by("-used_at", "-pk")
    .values(*_FIELDS)[:MOST_LISTED]
)
USE = update_where(
    SessionRecord, _KEY & Q(used_at__lt=Bound("since", _FIELDS["used_at"])), "used_at", "expires_at"
)
RENEW = update_where(
    SessionRecord,
    _KEY & Q(secret_hash=Bound("old", _FIELDS["secret_hash"])),
    "secret_hash",
    "used_at",
)
FOLLOW = update_where(SessionRecord, _OWNER, "role")
END = delete_where(SessionRecord, _KEY)
END_OWN = delete_where(SessionRecord, _KEY & _OWNER)
END_ALL = delete_where(SessionRecord, _OWNER & ~Q(pk=Bound("kept", _FIELDS["id"])))
REMOVE_EXPIRED = delete_where(
    SessionRecord, Q(expires_at__lte=Bound("moment", _FIELDS["expires_at"]))
)
