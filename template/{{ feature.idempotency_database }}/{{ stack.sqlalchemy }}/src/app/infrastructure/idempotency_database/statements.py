"""What is asked of the table of claims. `key` is a row's id, `held` the attempt that has it."""

from sqlalchemy import BigInteger, bindparam, delete, insert, or_, select, update

from app.infrastructure.idempotency_database.models import IdempotencyRecord

_TABLE = IdempotencyRecord.__table__
_ROW = _TABLE.c
_KEY = _ROW.id == bindparam("key")
_HELD = _ROW.attempt == bindparam("held")
_MOMENT = bindparam("moment", type_=_ROW.expires_at.type)


def _new(*names: str) -> dict[str, object]:
    return {name: bindparam(f"new_{name}", type_=_ROW[name].type) for name in names}


ADD = insert(_TABLE)
FIND = select(_TABLE).where(_KEY)
TAKE_OVER = (
    update(_TABLE)
    .where(_KEY, _HELD, or_(_ROW.status.is_(None), _ROW.expires_at <= _MOMENT))
    .values(
        **_new("fingerprint", "attempt", "locked_until", "expires_at"),
        status=None,
        headers=None,
        body=None,
    )
)
KEEP = update(_TABLE).where(_KEY, _HELD).values(**_new("status", "headers", "body"))
RELEASE = delete(_TABLE).where(_KEY, _HELD)
NTH_OLDEST = (
    select(_ROW.expires_at)
    .order_by(_ROW.expires_at)
    .limit(bindparam("limit", type_=BigInteger))
    .offset(bindparam("offset", type_=BigInteger))
)
REMOVE_EXPIRED = delete(_TABLE).where(_ROW.expires_at <= _MOMENT)
