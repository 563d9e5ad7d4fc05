"""One's own logins over HTTP: requests in, answers out, no rule."""

from uuid import UUID

from django.http import HttpRequest

from app.http.answers import no_content, ok
from app.http.native import Response
from app.http.routes import ApiRouter
from app.identity.answers import unstored
from app.identity.apps import IdentityConfig
from app.identity.operations import END_OTHER_SESSIONS, END_SESSION, LIST_SESSIONS
from app.identity.own_sessions import OwnSessions

router = ApiRouter("/api/v1/users/me/sessions")


def _service() -> OwnSessions:
    return IdentityConfig.own_sessions


@router.get("")
@LIST_SESSIONS
def list_sessions(request: HttpRequest) -> Response:
    return unstored(ok(_service().list()))


@router.delete("")
@END_OTHER_SESSIONS
def end_other_sessions(request: HttpRequest) -> Response:
    _service().end_others()
    return unstored(no_content())


@router.delete("/<key>")
@END_SESSION
def end_session(request: HttpRequest, key: UUID) -> Response:
    _service().end(key)
    return unstored(no_content())


urls = router.urls
