"""What is asked of the audit log: to add an entry, and to read some. There is nothing else."""

from functools import cache

from django.db.models import Q

from app.audit.models import AuditEntryRecord
from app.infrastructure.database.prepared import Bound, Prepared, insert

_ROWS = AuditEntryRecord._default_manager.order_by("-id")
_FIELDS = {field.attname: field for field in AuditEntryRecord._meta.concrete_fields}

ADD = insert(AuditEntryRecord)
FILTERS = {
    **{
        name: Q(**{name: Bound(name, _FIELDS[name])})
        for name in ("actor_id", "action", "subject_type", "subject_id")
    },
    "since": Q(id__gte=Bound("since", _FIELDS["id"])),
    "until": Q(id__lt=Bound("until", _FIELDS["id"])),
    "last": Q(id__lt=Bound("last", _FIELDS["id"])),
}
"""What entries can be narrowed by."""


@cache
def page_of(names: tuple[str, ...]) -> Prepared:
    """The newest `limit` that pass these filters."""
    found = _ROWS.filter(*(FILTERS[name] for name in names))
    return Prepared(found.values(*_FIELDS), bounded=("limit",))
