"""What may be done with users.

Knows neither HTTP nor SQL, and never commits. How one registers, logs in and changes a password
comes from the base. A rule goes here: override the method, check, and raise an error of
`errors.py`.
"""

from app.domain.users.errors import UserChanged, UserNotFound
from app.domain.users.schemas import User
from app.identity.accounts import AccountService


class UserService(AccountService[User]):
    entity = User
    missing = UserNotFound
    changed = UserChanged
