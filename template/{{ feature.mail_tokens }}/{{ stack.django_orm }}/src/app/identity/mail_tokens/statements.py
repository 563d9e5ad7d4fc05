"""What is asked of the tables of mailed tokens and verified addresses. `key` is a row's own,
`owner` its user's."""

from django.db.models import Q

from app.identity.mail_tokens.models import TokenRecord, VerificationRecord
from app.infrastructure.database.prepared import Bound, Prepared, delete, delete_where, insert

_ROWS = TokenRecord._default_manager.order_by()
_VERIFIED = VerificationRecord._default_manager.order_by()
_FIELDS = {field.attname: field for field in TokenRecord._meta.concrete_fields}
_KEY = Q(pk=Bound("key", _FIELDS["secret_hash"]))
_OWNER = Q(user_id=Bound("owner", _FIELDS["user_id"]))
_PURPOSE = Q(purpose=Bound("purpose", _FIELDS["purpose"]))
_VERIFIED_KEY = Q(pk=Bound("key", VerificationRecord._meta.pk))

ADD = insert(TokenRecord)
FIND = Prepared(_ROWS.filter(_KEY).values("user_id", "purpose", "mark", "expires_at"))
OF_USER = Prepared(_ROWS.filter(_OWNER & _PURPOSE).values("mark"))
TAKE = delete(TokenRecord)
REMOVE_OLDER = delete_where(TokenRecord, _OWNER & _PURPOSE)
REMOVE_ALL = delete_where(TokenRecord, _OWNER)
REMOVE_EXPIRED = delete_where(
    TokenRecord,
    Q(expires_at__lte=Bound("moment", _FIELDS["expires_at"]))
    & ~Q(purpose=Bound("kept", _FIELDS["purpose"])),
)
VERIFY = insert(VerificationRecord)
VERIFIED = Prepared(_VERIFIED.filter(_VERIFIED_KEY).values("mark", "verified_at"))
FORGET = delete(VerificationRecord)
