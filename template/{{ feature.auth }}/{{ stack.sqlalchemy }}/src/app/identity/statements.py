"""What is asked of the table of logins. `key` is a row's id, `owner` its user's."""

from sqlalchemy import bindparam, delete, insert, select, update

from app.identity.models import SessionRecord
from app.identity.sessions import MOST_LISTED

_TABLE = SessionRecord.__table__
_ROW = _TABLE.c
_KEY = _ROW.id == bindparam("key")
_OWNER = _ROW.user_id == bindparam("owner")


def _new(*names: str) -> dict[str, object]:
    return {name: bindparam(f"new_{name}", type_=_ROW[name].type) for name in names}


ADD = insert(_TABLE)
STANDING = select(_ROW.user_id, _ROW.role, _ROW.expires_at).where(_KEY)
FIND = select(_TABLE).where(_KEY)
ALL_OF = (
    select(_TABLE)
    .where(_OWNER, _ROW.expires_at > bindparam("moment"))
    .order_by(_ROW.used_at.desc(), _ROW.id.desc())
    .limit(MOST_LISTED)
)
USE = (
    update(_TABLE)
    .where(_KEY, _ROW.used_at < bindparam("since"))
    .values(**_new("used_at", "expires_at"))
)
RENEW = (
    update(_TABLE)
    .where(_KEY, _ROW.secret_hash == bindparam("old"))
    .values(**_new("secret_hash", "used_at"))
)
FOLLOW = update(_TABLE).where(_OWNER).values(**_new("role"))
END = delete(_TABLE).where(_KEY)
END_OWN = delete(_TABLE).where(_KEY, _OWNER)
END_ALL = delete(_TABLE).where(_OWNER, _ROW.id != bindparam("kept"))
REMOVE_EXPIRED = delete(_TABLE).where(_ROW.expires_at <= bindparam("moment"))
