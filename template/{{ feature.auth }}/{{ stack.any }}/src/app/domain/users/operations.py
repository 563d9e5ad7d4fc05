"""What the operations on users promise, for the documentation."""

from dataclasses import replace

from app.domain.users.errors import EmailTaken, UserChanged, UserNotFound
from app.domain.users.schemas import User
from app.http.access import ADMINS, EVERYBODY, USERS
from app.http.envelopes import Success
from app.http.operations import Operation
from app.identity.answers import Accepted
from app.identity.errors import InvalidCredentials, TooManyLogins
from app.identity.mail_tokens.errors import TooManyMails
from app.resources.operations import ResourceOperations

USERS_OF_ADMINS = ResourceOperations(
    User,
    singular="user",
    plural="users",
    missing=UserNotFound,
    changed=UserChanged,
    access=ADMINS,
)
REGISTER = Operation(
    id="register_user",
    summary="Register",
    tag="users",
    access=EVERYBODY,
    status=201,
    returns=Success[User],
    accepts=Success[Accepted],
    errors=(EmailTaken, TooManyMails),
    sends=("Location", "ETag"),
    own_units=True,
)
UPDATE_USER = USERS_OF_ADMINS.update.for_logins_alone()
DELETE_USER = USERS_OF_ADMINS.delete.for_logins_alone()
GET_ME = replace(
    USERS_OF_ADMINS.get,
    id="get_me",
    summary="Get your own account",
    access=USERS.by("users:read"),
    errors=(),
)
UPDATE_ME = replace(
    USERS_OF_ADMINS.update,
    id="update_me",
    summary="Change your own account by a merge patch (RFC 7396)",
    access=USERS,
    errors=(UserChanged, EmailTaken),
)
CHANGE_PASSWORD = Operation(
    id="change_password",
    summary="Change your password; all other logins end",
    tag="users",
    access=USERS,
    status=204,
    errors=(InvalidCredentials, TooManyLogins),
    own_units=True,
)
