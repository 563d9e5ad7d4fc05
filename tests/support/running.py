"""A rendered service as a process: `python -m app`, on a database of its own."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.environments import environment_of, variables_of

_SERVE = """
import sys
from tests.databases import fresh_database
from tests.processes import running

with fresh_database() as url, running(url, {settings}) as service:
    print(service.port, flush=True)
    sys.stdin.read()
"""
"""By what every service has for its own tests. It stops when its input ends: with us, at the
latest."""


@contextmanager
def served(service: Path, **settings: str) -> Iterator[int]:
    """Its port, in the production profile unless the settings say otherwise.

    `service` is read alone: what it writes, as a database, lies elsewhere.
    """
    given = ", ".join(f"{name}={value!r}" for name, value in settings.items())
    with subprocess.Popen(
        [environment_of(service) / "bin" / "python", "-c", _SERVE.format(settings=given)],
        cwd=service,
        env={**os.environ, **variables_of(service), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            port = process.stdout.readline()
            assert port, f"{service} does not start: its output is above"
            yield int(port)
        finally:
            process.stdin.close()
            process.wait(60)
