"""What is asked of the table of users beside what all tables are asked."""

from app.domain.users.models import UserRecord
from app.infrastructure.database.prepared import Bound, Prepared

_FIELDS = {field.attname: field for field in UserRecord._meta.concrete_fields}
_SHOWN = [name for name in _FIELDS if name not in UserRecord.folds()]

BY_EMAIL = Prepared(
    UserRecord._default_manager.order_by()
    .filter(email_key=Bound("email", _FIELDS["email_key"]))
    .values(*_SHOWN)
)
"""`email` as it is kept: in lower case."""
