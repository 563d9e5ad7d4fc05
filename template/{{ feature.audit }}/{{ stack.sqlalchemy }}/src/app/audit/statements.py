"""What is asked of the audit log: to add an entry, and to read some. There is nothing else."""

from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Select, bindparam, insert, select, true

from app.audit.models import AuditEntryRecord

_TABLE = AuditEntryRecord.__table__
_ROW = _TABLE.c

ADD = insert(_TABLE)
FILTERS = {
    **{
        name: _ROW[name] == bindparam(name, type_=_ROW[name].type)
        for name in ("actor_id", "action", "subject_type", "subject_id")
    },
    "since": _ROW.id >= bindparam("since", type_=_ROW.id.type),
    "until": _ROW.id < bindparam("until", type_=_ROW.id.type),
    "last": _ROW.id < bindparam("last", type_=_ROW.id.type),
}
"""What entries can be narrowed by."""


@cache
def page_of(names: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    """The newest `limit` that pass these filters."""
    found = select(*_ROW).where(true(), *(FILTERS[name] for name in names))
    return found.order_by(_ROW.id.desc()).limit(bindparam("limit", type_=BigInteger))
