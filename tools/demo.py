"""`make demo`: generates a service, starts it, and drives it over HTTP with 200 real companies.

    python -m tools.demo           on a free port
    PORT=8080 python -m tools.demo on that one

It runs what a user would run, one step after the other, and leaves the service in `build/demo`.
"""

import signal
import sys
from time import perf_counter
from typing import Any

from tools.demo_http import Api
from tools.demo_screen import Screen
from tools.demo_service import FOLDER, DemoError, Service
from tools.demo_tour import tour
from tools.render import ROOT

_HOW_TO_GO_ON = f"""\
The service is in {FOLDER.relative_to(ROOT)}, with its data. Go on with it:

    cd {FOLDER.relative_to(ROOT)}
    make run      serves it at http://127.0.0.1:8000; its documentation is at /docs
    make test     runs its tests
    make help     lists its other commands

README.md there says the rest. The next `make demo` begins with an empty one."""


def main() -> int:
    """Exit code: 0, 1 after one sentence that says what went wrong, 130 after Ctrl-C."""
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _stop)
    screen = Screen()
    try:
        demonstrate(screen)
    except DemoError as failed:
        screen.failure(str(failed), failed.more)
        return 1
    except KeyboardInterrupt:
        screen.failure("Stopped; no process of the demo is left.")
        return 130
    return 0


def demonstrate(screen: Screen) -> None:
    begun = perf_counter()
    service = Service()
    with screen.step("Generate a service with the template's defaults") as step:
        step.result = f"{service.generate()} files in {FOLDER.relative_to(ROOT)}"
    with screen.step("make install") as step:
        kept = service.install()
        step.result = "the environment of the last run" if kept else "pinned versions, in .venv"
    with screen.step("make migrate") as step:
        service.make("migrate")
        step.result = "SQLite, in app.db"
    with service:
        with screen.step(f"PORT={service.port} .venv/bin/python -m app") as step:
            service.wait_until_ready()
            step.result = f"ready at {service.url}"
        with Api(service.url) as api:
            tour(api, screen)
        with screen.step("Stop it with SIGTERM") as step:
            step.result = f"exit code {service.stop()}"
    screen.say(f"All of it took {perf_counter() - begun:.1f} s. {_HOW_TO_GO_ON}")


def _stop(*_: Any) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
