"""What the operations by mail promise, for the documentation."""

from app.http.access import EVERYBODY, USERS
from app.http.envelopes import Success
from app.http.operations import Operation
from app.identity.answers import Accepted
from app.identity.errors import InvalidCredentials
from app.identity.mail_tokens.errors import InvalidToken, TooManyMails
from app.identity.mail_tokens.schemas import VerifiedEmail

ASK_FOR_RESET = Operation(
    id="request_password_reset",
    summary="Have a token mailed that sets a new password; nobody learns whose address is known",
    tag="auth",
    access=EVERYBODY,
    status=202,
    returns=Success[Accepted],
    errors=(TooManyMails,),
    own_units=True,
)
RESET = Operation(
    id="reset_password",
    summary="Set a new password by a mailed token, which can be used once; all logins end",
    tag="auth",
    access=EVERYBODY,
    status=204,
    errors=(InvalidToken,),
    own_units=True,
)
CONFIRM_REGISTRATION = Operation(
    id="confirm_registration",
    summary="Open an account by a mailed token, and the password that it was registered with",
    tag="auth",
    access=EVERYBODY,
    status=204,
    errors=(InvalidToken, InvalidCredentials),
    own_units=True,
)
VERIFY = Operation(
    id="verify_email",
    summary="Prove by a mailed token that somebody reads what is sent to their address",
    tag="auth",
    access=EVERYBODY,
    status=204,
    errors=(InvalidToken,),
    own_units=True,
)
ASK_FOR_VERIFICATION = Operation(
    id="request_email_verification",
    summary="Have a token mailed that verifies your address",
    tag="users",
    access=USERS,
    status=202,
    returns=Success[Accepted],
    errors=(TooManyMails,),
    own_units=True,
)
GET_VERIFICATION = Operation(
    id="get_email_verification",
    summary="Whether your address is verified",
    tag="users",
    access=USERS,
    returns=Success[VerifiedEmail],
)
