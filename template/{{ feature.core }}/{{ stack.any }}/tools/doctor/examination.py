"""Runs the steps of a probe: each within its time, and none ends the doctor."""

from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from traceback import extract_tb

from tools.doctor.findings import Check, Code, Fault, Finding, Probe, State


def examined(probe: Probe, *, seconds: float) -> Iterator[Check]:
    """A check for each step, up to the first that is wrong. A step has so many seconds."""
    for step, look in probe.steps():
        checks = checks_of(f"{probe.name}.{step}", look, seconds=seconds)
        yield from checks
        if any(check.state == State.WRONG for check in checks):
            return


def checks_of(name: str, look: Callable[[], Finding], *, seconds: float) -> list[Check]:
    """One; or as many as there are faults in a group."""
    try:
        found = _within(seconds, look)
    except BaseException as error:
        faults = error.exceptions if isinstance(error, BaseExceptionGroup) else [error]
        return [_told(name, State.WRONG, fault) for fault in faults]
    if isinstance(found, Fault):
        return [_told(name, State.WARNING, found)]
    return [Check(name, State.OK, None, found, None)]


def unexpected(name: str, error: BaseException) -> Check:
    """Without the error's own words, which may hold a secret."""
    frames = extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    message = f"this check itself has failed: {type(error).__name__}{place}"
    remedy = "Look at that line. If it is the doctor's own, tell the people of the template."
    return Check(name, State.WRONG, Code.BROKEN, message, remedy)


def _told(name: str, state: State, error: BaseException) -> Check:
    if not isinstance(error, Fault):
        return unexpected(name, error)
    return Check(name, state, error.code, error.message, error.remedy)


def _within(seconds: float, look: Callable[[], Finding]) -> Finding:
    """In a thread, since nothing else bounds what a driver does; one that is late is left alone."""
    outcome: SimpleQueue[Finding] = SimpleQueue()
    failure: list[BaseException] = []

    def work() -> None:
        try:
            outcome.put(look())
        except BaseException as error:
            failure.append(error)
            outcome.put("")

    Thread(target=work, daemon=True).start()
    try:
        found = outcome.get(timeout=seconds)
    except Empty:
        raise _late(seconds) from None
    if failure:
        raise failure[0]
    return found


def _late(seconds: float) -> Fault:
    return Fault(
        Code.NO_ANSWER,
        f"no answer within {seconds:g} s",
        "Look at the load and the log of what is asked, and at what lies between. "
        "`python -m tools.doctor --timeout 60` waits longer.",
    )
