"""Puts a service under load for a while, and says whether it holds.

Ends with 0 where every threshold is kept, 1 where one is missed, 2 where nothing could be measured.
"""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from app.config import load_settings
from tests.databases import Unreachable, fresh_database
from tests.processes import ROOT, running
from tests.registry import SAMPLES
from tools.environments import Unavailable, python_of
from tools.load.report import lines_of
from tools.load.thresholds import Thresholds, missed, operations_of

SCENARIO = Path(__file__).with_name("scenario.py")
UNLIMITED = {"RATE_LIMIT": "1000000/minute", "REDIS_PREFIX": f"load-{os.getpid()}"}
"""Where a client has a share at all: all the load comes from one address."""


def main(arguments: list[str] | None = None) -> int:
    asked = _asked(arguments)
    try:
        interpreter = python_of(Path(__file__).parent)
        with _service(asked) as url:
            print(f"{asked.users} clients at {url} for {asked.seconds:g} s", flush=True)
            said = _run(interpreter, url, asked)
    except (Unavailable, Unreachable, RuntimeError, TimeoutError) as error:
        print(f"NOT MEASURED: {error}")
        return 2
    figures = _figures(asked.reports)
    if not figures:
        print(f"NOT MEASURED: {said}")
        return 2
    print("\n".join(lines_of(figures)))
    print(f"The charts are in {asked.reports / 'load.html'}")
    thresholds = Thresholds(p99=asked.p99, failures=asked.failures)
    found = missed(figures, thresholds, operations_of(SAMPLES))
    print("\n".join(f"MISSED {line}" for line in found) or "Every threshold is kept.")
    return 1 if found else 0


def _asked(arguments: list[str] | None) -> Namespace:
    parser = ArgumentParser(prog="make load", description=__doc__)
    parser.add_argument("--url", default="", help="a service that runs; else one is started")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--users", type=int, default=10, help="clients at once")
    parser.add_argument("--p99", type=float, default=Thresholds().p99, help="milliseconds")
    parser.add_argument("--failures", type=float, default=Thresholds().failures, help="of 100")
    parser.add_argument("--reports", type=Path, default=ROOT / "reports")
    return parser.parse_args(arguments)


@contextmanager
def _service(asked: Namespace) -> Iterator[str]:
    """Where it is: the one that was named, or one with a port and a database of its own, which are
    gone at the end."""
    if asked.url:
        yield _answering(asked.url.rstrip("/"))
        return
    os.environ.setdefault("TEST_DATABASE_URL", load_settings().database_url.get_secret_value())
    with fresh_database() as url, running(url, **UNLIMITED) as service:
        yield service.base_url


def _answering(url: str) -> str:
    """The same URL. Raises RuntimeError where nobody answers there."""
    try:
        httpx2.get(f"{url}/health/live", timeout=10).raise_for_status()
    except httpx2.HTTPError as error:
        raise RuntimeError(f"{url} is not live: {error}") from error
    return url


def _run(interpreter: Path, url: str, asked: Namespace) -> str:
    """The last that Locust says. Its figures and its charts lie among the reports."""
    asked.reports.mkdir(parents=True, exist_ok=True)
    for name in ("load.html", "load.json"):
        (asked.reports / name).unlink(missing_ok=True)
    told = {
        "--locustfile": SCENARIO,
        "--host": url,
        "--users": asked.users,
        "--spawn-rate": asked.users,
        "--run-time": f"{max(1, round(asked.seconds))}s",
        "--stop-timeout": 20,
        "--loglevel": "WARNING",
        "--html": asked.reports / "load.html",
        "--json-file": asked.reports / "load",
    }
    done = subprocess.run(
        [
            *(interpreter, "-m", "locust", "--headless", "--only-summary"),
            *(str(word) for option in told.items() for word in option),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stderr.splitlines() or ["Locust said nothing"])[-1]


def _figures(reports: Path) -> list[dict[str, object]]:
    file = reports / "load.json"
    found: list[dict[str, object]] = json.loads(file.read_text()) if file.exists() else []
    return found


if __name__ == "__main__":
    sys.exit(main())
