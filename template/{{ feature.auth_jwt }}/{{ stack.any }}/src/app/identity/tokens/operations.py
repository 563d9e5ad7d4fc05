"""What the operations on logins promise, for the documentation."""

from app.http.access import EVERYBODY, USERS
from app.http.envelopes import Success
from app.http.operations import Operation
from app.identity.errors import InvalidCredentials, TooManyLogins, Unauthenticated
from app.identity.tokens.schemas import TokenPair

LOGIN = Operation(
    id="login",
    summary="Log in with an e-mail address and a password",
    tag="auth",
    access=EVERYBODY,
    returns=Success[TokenPair],
    errors=(InvalidCredentials, TooManyLogins),
    own_units=True,
)
REFRESH = Operation(
    id="refresh_tokens",
    summary="Get new tokens for a refresh token, which can be used once",
    tag="auth",
    access=EVERYBODY,
    returns=Success[TokenPair],
    errors=(Unauthenticated,),
    own_units=True,
)
LOGOUT = Operation(
    id="logout",
    summary="Log out: the tokens of this login stop at once",
    tag="auth",
    access=USERS,
    status=204,
    own_units=True,
)
