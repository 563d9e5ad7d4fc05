"""What a Django developer adds by hand behaves as the contract says: views, middleware, the ORM."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import clear_url_caches, path
from django.views.decorators.http import require_GET

from tests.callers import SETTINGS, client_of, headers_of
from tests.processes import ROOT, SECRET
from tests.registry import SAMPLES
from tests.serving import serving

SAMPLE = SAMPLES[0]
View = Callable[[HttpRequest], Any]


@contextmanager
def with_view(database_url: str, view: View, **settings: Any) -> Iterator[httpx2.Client]:
    """A client of a service that has this view at `/view`, as one in `domains.urlpatterns`."""
    with serving({"database_url": database_url, **settings}) as url:
        from app import urls  # a URLconf can be imported once Django is set up

        urls.urlpatterns.append(path("view", view))
        clear_url_caches()
        try:
            with client_of(url) as client:
                yield client
        finally:
            urls.urlpatterns.pop()
            clear_url_caches()


def failing(error: Exception) -> View:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Http404("secret"), 404, "NOT_FOUND"),
        (PermissionDenied("secret"), 403, "FORBIDDEN"),
        (SuspiciousOperation("secret"), 400, "MALFORMED_REQUEST"),
        (OperationalError("secret"), 503, "SERVICE_UNAVAILABLE"),
        (RuntimeError("secret"), 500, "INTERNAL_ERROR"),
    ],
)
def test_what_a_view_raises_is_told_as_the_contract_has_it(
    database_url: str, error: Exception, status: int, code: str
):
    with with_view(database_url, failing(error)) as client:
        answer = client.get("/view", headers={"X-Request-ID": "view-1"})

    assert answer.status_code == status
    assert answer.json()["error"]["code"] == code
    assert answer.json()["meta"]["request_id"] == "view-1"
    assert "secret" not in answer.text


def test_another_method_than_a_view_takes_is_a_405(database_url: str):
    with with_view(database_url, require_GET(lambda _: HttpResponse("fine"))) as client:
        answered, refused = client.get("/view"), client.post("/view")

    assert answered.text == "fine"
    assert refused.status_code == 405
    assert refused.json()["error"]["code"] == "METHOD_NOT_ALLOWED"
    assert refused.headers["Allow"] == "GET, HEAD"


def test_cookies_and_streams_of_a_view_are_sent(database_url: str):
    def view(request: HttpRequest) -> StreamingHttpResponse:
        answer = StreamingHttpResponse(iter([b"a", b"b"]), content_type="text/csv")
        answer.set_cookie("colour", "blue", httponly=True)
        return answer

    with with_view(database_url, view) as client:
        answer = client.get("/view")

    assert answer.content == b"ab"
    assert answer.cookies["colour"] == "blue"


def test_a_middleware_of_yours_is_around_the_api(
    database_url: str, monkeypatch: pytest.MonkeyPatch
):
    from django.conf import settings

    monkeypatch.setattr(settings, "API_MIDDLEWARE", [f"{__name__}.stamping"])
    with serving({"database_url": database_url}) as url:
        answer = httpx2.get(f"{url}{SAMPLE.path}", headers=headers_of(url))

    assert answer.headers["X-Stamp"] == "seen"


def stamping(get_response: View) -> View:
    def middleware(request: HttpRequest) -> Any:
        response = get_response(request)
        response.headers["X-Stamp"] = "seen"
        return response

    return middleware


def test_a_plain_query_gives_its_connection_back(database_url: str):
    def count(request: HttpRequest) -> HttpResponse:
        users = get_user_model()._default_manager
        return HttpResponse(str(users.filter(password="nobody's").count()))

    one = {"database_pool_size": 1, "database_pool_timeout": 0.2}
    with with_view(database_url, count, **one) as client:
        counted = [client.get("/view").text for _ in range(3)]
        listed = client.get(SAMPLE.path).status_code

    assert counted == ["0"] * 3
    assert listed == 200


def test_djangos_own_checks_for_production_find_nothing(database_url: str):
    production = {"DATABASE_URL": database_url, "ENVIRONMENT": "production", "SECRET_KEY": SECRET}
    production |= SETTINGS

    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level=WARNING"],
        cwd=ROOT,
        env={**os.environ, **production},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
