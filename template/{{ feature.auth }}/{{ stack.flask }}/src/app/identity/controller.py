"""One's own logins over HTTP: requests in, answers out, no rule."""

from uuid import UUID

from flask import current_app

from app.http.answers import no_content, ok
from app.http.native import Response
from app.http.routes import ApiBlueprint
from app.identity.answers import unstored
from app.identity.operations import END_OTHER_SESSIONS, END_SESSION, LIST_SESSIONS
from app.identity.own_sessions import OwnSessions

router = ApiBlueprint("own_sessions", __name__, url_prefix="/api/v1/users/me/sessions")


def _service() -> OwnSessions:
    return current_app.extensions["own_sessions"]


@router.get("")
@LIST_SESSIONS
def list_sessions() -> Response:
    return unstored(ok(_service().list()))


@router.delete("")
@END_OTHER_SESSIONS
def end_other_sessions() -> Response:
    _service().end_others()
    return unstored(no_content())


@router.delete("/<key>")
@END_SESSION
def end_session(key: UUID) -> Response:
    _service().end(key)
    return unstored(no_content())
