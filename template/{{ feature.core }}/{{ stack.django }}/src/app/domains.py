"""Your own slices. This file is yours: updates of the template never touch it.

A slice that you write by hand is a Django app under `domain/`: name it here, and give its paths.
"""

from django.urls import URLPattern, URLResolver

APPS: list[str] = []
"""As `app.domain.things`."""


def urlpatterns() -> list[URLPattern | URLResolver]:
    """Import your controllers in here, and give `[*things.router.urls]`."""
    return []
