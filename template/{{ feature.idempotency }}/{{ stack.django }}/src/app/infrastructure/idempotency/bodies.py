"""The body of an answer, as Django has it."""

from django.http import HttpResponse


def body_of(response: HttpResponse) -> bytes | None:
    """None of a stream, which can be read but once, and of what sets a cookie: Django has those
    apart from its headers."""
    return None if response.streaming or response.cookies else response.content
