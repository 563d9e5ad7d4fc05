"""What is asked of the table of logins. `key` is a row's id, `owner` its user's."""

from django.db.models import Q
from django.db.models.sql import DeleteQuery, UpdateQuery

from app.identity.models import SessionRecord
from app.identity.sessions import MOST_LISTED
from app.infrastructure.database.prepared import Bound, Prepared, insert

_ROWS = SessionRecord._default_manager.order_by()
_FIELDS = {field.attname: field for field in SessionRecord._meta.concrete_fields}
_KEY = Q(pk=Bound("key", _FIELDS["id"]))
_OWNER = Q(user_id=Bound("owner", _FIELDS["user_id"]))


def _update(where: Q, *names: str) -> Prepared:
    query = UpdateQuery(SessionRecord)
    query.add_update_values({name: Bound(f"new_{name}", _FIELDS[name]) for name in names})
    query.add_q(where)
    return Prepared(query)


def _delete(where: Q) -> Prepared:
    query = DeleteQuery(SessionRecord)
    query.add_q(where)
    return Prepared(query)


ADD = insert(SessionRecord)
STANDING = Prepared(_ROWS.filter(_KEY).values("user_id", "role", "expires_at"))
FIND = Prepared(_ROWS.filter(_KEY).values(*_FIELDS))
ALL_OF = Prepared(
    _ROWS.filter(_OWNER & Q(expires_at__gt=Bound("moment", _FIELDS["expires_at"])))
    .order_by("-used_at", "-pk")
    .values(*_FIELDS)[:MOST_LISTED]
)
USE = _update(_KEY & Q(used_at__lt=Bound("since", _FIELDS["used_at"])), "used_at", "expires_at")
RENEW = _update(
    _KEY & Q(secret_hash=Bound("old", _FIELDS["secret_hash"])), "secret_hash", "used_at"
)
FOLLOW = _update(_OWNER, "role")
END = _delete(_KEY)
END_OWN = _delete(_KEY & _OWNER)
END_ALL = _delete(_OWNER & ~Q(pk=Bound("kept", _FIELDS["id"])))
REMOVE_EXPIRED = _delete(Q(expires_at__lte=Bound("moment", _FIELDS["expires_at"])))
