"""What is asked of the table of API keys. `key` is a row's id, `owner` its user's."""

from sqlalchemy import (
    Boolean,
    String,
    bindparam,
    column,
    delete,
    insert,
    or_,
    select,
    table,
    update,
)

from app.identity.api_keys.models import ApiKeyRecord
from app.infrastructure.database.columns import IDENTIFIER

_TABLE = ApiKeyRecord.__table__
_ROW = _TABLE.c
_USERS = table(
    "users", column("id", IDENTIFIER), column("role", String), column("is_active", Boolean)
)
_USER = _USERS.c
_KEY = _ROW.id == bindparam("key")
_OWNER = _ROW.user_id == bindparam("owner")
_ROLE = (
    select(_USER.role)
    .where(_USER.id == _ROW.user_id, _USER.is_active.is_(True))
    .scalar_subquery()
    .label("role")
)

ADD = insert(_TABLE)
STANDING = select(
    _ROW.user_id, _ROW.secret_hash, _ROW.scopes, _ROW.expires_at, _ROW.last_used_at, _ROLE
).where(_KEY)
ALL_OF = select(_TABLE).where(_OWNER).order_by(_ROW.created_at.desc(), _ROW.id.desc())
FIND = select(_TABLE).where(_KEY, _OWNER)
REMOVE = delete(_TABLE).where(_KEY, _OWNER)
REMOVE_EXPIRED = delete(_TABLE).where(_OWNER, _ROW.expires_at <= bindparam("moment"))
FORGET = delete(_TABLE).where(_OWNER)
USE = (
    update(_TABLE)
    .where(_KEY, or_(_ROW.last_used_at.is_(None), _ROW.last_used_at <= bindparam("before")))
    .values(last_used_at=bindparam("new_last_used_at", type_=_ROW.last_used_at.type))
)
