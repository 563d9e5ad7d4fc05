"""What is asked of the table of claims. `key` is a row's id, `held` the attempt that has it."""

from django.db.models import Q

from app.infrastructure.database.prepared import Bound, Prepared, delete_where, insert, update_where
from app.infrastructure.idempotency_database.models import IdempotencyRecord

_ROWS = IdempotencyRecord._default_manager.order_by()
_FIELDS = {field.attname: field for field in IdempotencyRecord._meta.concrete_fields}
_KEY = Q(pk=Bound("key", _FIELDS["id"]))
_HELD = Q(attempt=Bound("held", _FIELDS["attempt"]))
_EXPIRED = Q(expires_at__lte=Bound("moment", _FIELDS["expires_at"]))

ADD = insert(IdempotencyRecord)
FIND = Prepared(_ROWS.filter(_KEY).values(*_FIELDS))
TAKE_OVER = update_where(
    IdempotencyRecord,
    _KEY & _HELD & (Q(status=None) | _EXPIRED),
    "fingerprint",
    "attempt",
    "locked_until",
    "expires_at",
    status=None,
    headers=None,
    body=None,
)
KEEP = update_where(IdempotencyRecord, _KEY & _HELD, "status", "headers", "body")
RELEASE = delete_where(IdempotencyRecord, _KEY & _HELD)
NTH_OLDEST = Prepared(
    _ROWS.order_by("expires_at").values("expires_at"), bounded=("limit", "offset")
)
REMOVE_EXPIRED = delete_where(IdempotencyRecord, _EXPIRED)
