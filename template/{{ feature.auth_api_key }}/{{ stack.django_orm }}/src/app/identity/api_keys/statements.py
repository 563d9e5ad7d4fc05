"""What is asked of the table of API keys. `key` is a row's id, `owner` its user's."""

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, Q, Subquery

from app.identity.api_keys.models import ApiKeyRecord
from app.infrastructure.database.prepared import Bound, Prepared, delete_where, insert, update_where

_ROWS = ApiKeyRecord._default_manager.order_by()
_FIELDS = {field.attname: field for field in ApiKeyRecord._meta.concrete_fields}
_KEY = Q(pk=Bound("key", _FIELDS["id"]))
_OWNER = Q(user_id=Bound("owner", _FIELDS["user_id"]))
_USER = get_user_model()._default_manager.filter(pk=OuterRef("user_id"), is_active=True)
_UNUSED = Q(last_used_at=None) | Q(last_used_at__lte=Bound("before", _FIELDS["last_used_at"]))

ADD = insert(ApiKeyRecord)
STANDING = Prepared(
    _ROWS.filter(_KEY)
    .annotate(role=Subquery(_USER.values("role")))
    .values("user_id", "secret_hash", "scopes", "expires_at", "last_used_at", "role")
)
ALL_OF = Prepared(_ROWS.filter(_OWNER).order_by("-created_at", "-id").values(*_FIELDS))
FIND = Prepared(_ROWS.filter(_KEY & _OWNER).values(*_FIELDS))
REMOVE = delete_where(ApiKeyRecord, _KEY & _OWNER)
REMOVE_EXPIRED = delete_where(
    ApiKeyRecord, _OWNER & Q(expires_at__lte=Bound("moment", _FIELDS["expires_at"]))
)
FORGET = delete_where(ApiKeyRecord, _OWNER)
USE = update_where(ApiKeyRecord, _KEY & _UNUSED, "last_used_at")
