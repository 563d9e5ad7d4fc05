"""What the operations on a session promise, for the documentation."""

from app.http.access import EVERYBODY, USERS
from app.http.envelopes import Success
from app.http.operations import Operation
from app.identity.cookies.errors import CsrfFailed
from app.identity.cookies.schemas import OpenSession
from app.identity.errors import InvalidCredentials, TooManyLogins, Unauthenticated

OPEN_SESSION = Operation(
    id="open_session",
    summary="Log in with an e-mail address and a password, for a cookie",
    tag="auth",
    access=EVERYBODY,
    returns=Success[OpenSession],
    errors=(InvalidCredentials, TooManyLogins, CsrfFailed),
    sends=("Set-Cookie",),
    own_units=True,
)
GET_SESSION = Operation(
    id="get_session",
    summary="Get the csrf_token of your session",
    tag="auth",
    access=USERS,
    returns=Success[OpenSession],
    errors=(Unauthenticated,),
)
CLOSE_SESSION = Operation(
    id="close_session",
    summary="Log out: the session ends at once",
    tag="auth",
    access=USERS,
    status=204,
    sends=("Set-Cookie",),
    own_units=True,
)
