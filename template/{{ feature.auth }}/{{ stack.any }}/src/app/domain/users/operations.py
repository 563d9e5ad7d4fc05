"""What the operations on users promise, for the documentation."""

from app.domain.users.errors import EmailTaken, UserChanged, UserNotFound
from app.domain.users.schemas import User
from app.http.access import ADMINS, EVERYBODY, USERS
from app.http.envelopes import Success
from app.http.operations import Operation
from app.identity.errors import InvalidCredentials, TooManyLogins
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
    errors=(EmailTaken,),
    sends=("Location", "ETag"),
    own_units=True,
)
GET_ME = Operation(
    id="get_me",
    summary="Get your own account",
    tag="users",
    access=USERS,
    returns=Success[User],
    also=(304,),
    reads=("If-None-Match",),
    sends=("ETag",),
)
UPDATE_ME = Operation(
    id="update_me",
    summary="Change your own account by a merge patch (RFC 7396)",
    tag="users",
    access=USERS,
    returns=Success[User],
    takes=("application/json", "application/merge-patch+json"),
    errors=(UserChanged, EmailTaken),
    reads=("If-Match",),
    sends=("ETag",),
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
