"""What is asked of the table of claims. `key` is a row's id, `held` the attempt that has it."""

from typing import Any

from django.db.models import Q
from django.db.models.sql import DeleteQuery, UpdateQuery

from app.infrastructure.database.prepared import Bound, Prepared, insert
from app.infrastructure.idempotency_database.models import IdempotencyRecord

_ROWS = IdempotencyRecord._default_manager.order_by()
_FIELDS = {field.attname: field for field in IdempotencyRecord._meta.concrete_fields}
_KEY = Q(pk=Bound("key", _FIELDS["id"]))
_HELD = Q(attempt=Bound("held", _FIELDS["attempt"]))
_EXPIRED = Q(expires_at__lte=Bound("moment", _FIELDS["expires_at"]))


def _update(where: Q, *names: str, **fixed: Any) -> Prepared:
    query = UpdateQuery(IdempotencyRecord)
    bound = {name: Bound(f"new_{name}", _FIELDS[name]) for name in names}
    query.add_update_values({**bound, **fixed})
    query.add_q(where)
    return Prepared(query)


def _delete(where: Q) -> Prepared:
    query = DeleteQuery(IdempotencyRecord)
    query.add_q(where)
    return Prepared(query)


ADD = insert(IdempotencyRecord)
FIND = Prepared(_ROWS.filter(_KEY).values(*_FIELDS))
TAKE_OVER = _update(
    _KEY & _HELD & (Q(status=None) | _EXPIRED),
    "fingerprint",
    "attempt",
    "locked_until",
    "expires_at",
    status=None,
    headers=None,
    body=None,
)
KEEP = _update(_KEY & _HELD, "status", "headers", "body")
RELEASE = _delete(_KEY & _HELD)
NTH_OLDEST = Prepared(
    _ROWS.order_by("expires_at").values("expires_at"), bounded=("limit", "offset")
)
REMOVE_EXPIRED = _delete(_EXPIRED)
