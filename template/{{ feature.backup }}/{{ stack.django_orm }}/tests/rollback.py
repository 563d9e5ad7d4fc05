"""Takes the last migration back, as `make rollback` does: here with Django's command."""

import os
import subprocess
import sys

from tests.processes import ROOT
from tests.sql import fetch

_DJANGO = {"admin", "auth", "contenttypes", "sessions"}
"""Apps whose migrations are not the service's own."""


def take_back(url: str) -> None:
    """Raises where that fails."""
    applied = fetch(url, "SELECT app, name FROM django_migrations ORDER BY id")
    own = [(app, name) for app, name in applied if app not in _DJANGO]
    last = own[-1][0]
    earlier = [name for app, name in own[:-1] if app == last]
    subprocess.run(
        [sys.executable, "manage.py", "migrate", last, earlier[-1] if earlier else "zero"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        check=True,
    )
