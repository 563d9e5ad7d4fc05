"""What is asked of the table of users beside what all tables are asked."""

from sqlalchemy import bindparam, select

from app.domain.users.models import UserRecord

_TABLE = UserRecord.__table__

BY_EMAIL = select(*(column for column in _TABLE.c if "folds" not in column.info)).where(
    _TABLE.c.email_key == bindparam("email")
)
"""`email` as it is kept: in lower case."""
