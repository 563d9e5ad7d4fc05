"""What is asked of the tables of mailed tokens and verified addresses. `key` is a row's own,
`owner` its user's."""

from sqlalchemy import bindparam, delete, insert, select

from app.identity.mail_tokens.models import TokenRecord, VerificationRecord

_TOKENS, _VERIFIED = TokenRecord.__table__, VerificationRecord.__table__
_TOKEN = _TOKENS.c
_KEY = _TOKEN.secret_hash == bindparam("key")
_OWNER = _TOKEN.user_id == bindparam("owner")
_PURPOSE = _TOKEN.purpose == bindparam("purpose")
_VERIFIED_KEY = _VERIFIED.c.user_id == bindparam("key")

ADD = insert(_TOKENS)
FIND = select(_TOKEN.user_id, _TOKEN.purpose, _TOKEN.mark, _TOKEN.expires_at).where(_KEY)
OF_USER = select(_TOKEN.mark).where(_OWNER, _PURPOSE)
TAKE = delete(_TOKENS).where(_KEY)
REMOVE_OLDER = delete(_TOKENS).where(_OWNER, _PURPOSE)
REMOVE_ALL = delete(_TOKENS).where(_OWNER)
REMOVE_EXPIRED = delete(_TOKENS).where(
    _TOKEN.expires_at <= bindparam("moment"), _TOKEN.purpose != bindparam("kept")
)
VERIFY = insert(_VERIFIED)
VERIFIED = select(_VERIFIED.c.mark, _VERIFIED.c.verified_at).where(_VERIFIED_KEY)
FORGET = delete(_VERIFIED).where(_VERIFIED_KEY)
