"""Flask's own session, a signed cookie: for whoever uses `flask.session` in code of their own.

Flask makes a signer for it with each request. Here one is made where there is something to read,
or to write.
"""

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin


class SessionWhereUsed(SecureCookieSessionInterface):
    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if not app.secret_key:
            return None
        if f" {self.get_cookie_name(app)}=" not in f" {request.environ.get('HTTP_COOKIE', '')}":
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if session or session.modified or session.accessed:
            super().save_session(app, session, response)
