"""How the health checks of a service without an event loop are run: one after the other."""

from collections.abc import Callable, Mapping
from time import perf_counter

from app.http import deadline
from app.http import health_operations as health
from app.http.native import Response

Check = Callable[[], object]


def ready(checks: Mapping[str, Check]) -> Response:
    """Each check has a time of its own; one that raises is down."""
    return health.readiness({name: _run(check) for name, check in checks.items()})


def _run(check: Check) -> health.Check:
    begun = perf_counter()
    try:
        with deadline.within(health.CHECK_TIMEOUT):
            check()
    except Exception:  # whatever is wrong with it, it is down
        return health.outcome(begun, up=False)
    return health.outcome(begun, up=True)
