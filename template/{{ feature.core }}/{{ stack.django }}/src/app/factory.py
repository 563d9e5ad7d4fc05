"""Assembles the service. Read it top to bottom: what is here is what runs.

What the API is made of stands in `settings.py` (its apps) and `urls.py` (its paths).
"""

import os
from collections.abc import Iterable
from functools import cache
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import django
from django.conf import settings as django_settings
from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.urls import get_resolver
from django.utils.module_loading import import_string

from app import features, interface, middleware
from app.config import Settings
from app.http.failures import in_contract
from app.http.header_policy import PAGES
from app.http.native import send
from app.infrastructure import database, logs
from app.infrastructure.unit_of_work import telling
from app.middleware.admission import Admission
from app.middleware.body_limit import BodyLimit
from app.middleware.deadline import Deadline
from app.middleware.observation import Observation
from app.middleware.security_headers import SecurityHeaders

_PAGES = ("/admin/", "/static/")


def create_app(settings: Settings) -> WSGIApplication:
    """The whole service, ready to serve. Connects to nothing before it is asked to."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "app.settings")
    django.setup(set_prefix=False)
    logs.install(settings, features.LOG_PROCESSORS)
    _ = get_resolver().url_patterns  # else Django imports the controllers at the first request
    api = middleware.around(
        Api(),
        settings,
        outermost=features.OUTERMOST,
        chosen=features.MIDDLEWARE,
        listeners=features.LISTENERS,
        promises=features.PROMISES,
    )

    @cache
    def pages() -> WSGIApplication:
        return around_pages(Pages(), settings)

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        chosen = pages() if environ["PATH_INFO"].startswith(_PAGES) else api
        return chosen(environ, start_response)

    return app


def around_pages(app: WSGIApplication, settings: Settings) -> WSGIApplication:
    """Pages have Django's middleware, and of ours what it lacks."""
    limited = BodyLimit(app, max_bytes=settings.max_body_bytes, readers=interface.PAGES // 2)
    timed = Deadline(limited, seconds=settings.request_timeout)
    admitted = Admission(timed, max_in_flight=interface.PAGES)
    seen: WSGIApplication = Observation(admitted, listeners=features.LISTENERS)
    for wrap in reversed(features.OUTERMOST):
        seen = wrap(seen, settings=settings)
    https_only = settings.environment != "development"
    return SecurityHeaders(seen, https_only=https_only, policy=PAGES)


class Pages(WSGIHandler):
    """Django as ever, with all of its MIDDLEWARE."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            with telling():
                return super().__call__(environ, start_response)
        finally:
            database.release()


class Api(WSGIHandler):
    """Django around the API: without what only pages need."""

    def load_middleware(self, is_async: bool = False) -> None:
        self._view_middleware, self._template_response_middleware = [], []
        self._exception_middleware = []
        chain: Any = convert_exception_to_response(self._get_response)  # type: ignore[attr-defined]
        for name in reversed(django_settings.API_MIDDLEWARE):
            chain = convert_exception_to_response(import_string(name)(chain))
        self._middleware_chain = chain

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if "CONTENT_LENGTH" not in environ:  # else Django takes a body in chunks for none
            environ["CONTENT_LENGTH"] = str(django_settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
        try:
            with telling():
                response: Any = self.get_response(WSGIRequest(environ))
        finally:
            database.release()
        return send(in_contract(response), environ, start_response)
