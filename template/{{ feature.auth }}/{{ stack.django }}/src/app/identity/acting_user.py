"""Around pages: it is whoever has logged in to the admin who asks, and nobody else.

A thread that answers the admin has answered the API before, for somebody else.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from app.identity.principals import Principal, acting_as

Answer = Callable[[HttpRequest], HttpResponse]


class ActingUser:
    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        with acting_as(Principal(user.pk, user.role) if user.is_authenticated else None):
            return self._answer(request)
