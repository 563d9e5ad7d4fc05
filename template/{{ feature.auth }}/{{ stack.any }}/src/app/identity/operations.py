"""What the operations on one's own logins promise, for the documentation."""

from app.http.access import USERS
from app.http.envelopes import Success
from app.http.errors import NotFound
from app.http.operations import Operation
from app.identity.schemas import OwnSession

LIST_SESSIONS = Operation(
    id="list_sessions",
    summary="List your logins, the latest 100",
    tag="sessions",
    access=USERS,
    returns=Success[list[OwnSession]],
)
END_SESSION = Operation(
    id="end_session",
    summary="End one of your logins",
    tag="sessions",
    access=USERS,
    status=204,
    errors=(NotFound,),
)
END_OTHER_SESSIONS = Operation(
    id="end_other_sessions",
    summary="End all of your logins but this one",
    tag="sessions",
    access=USERS,
    status=204,
)
