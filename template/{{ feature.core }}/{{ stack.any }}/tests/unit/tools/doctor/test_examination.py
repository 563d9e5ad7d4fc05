"""No step ends the doctor, whatever it does."""

import sys
from collections.abc import Callable, Sequence
from threading import Event
from time import monotonic

import pytest

from tools.doctor.examination import checks_of, examined
from tools.doctor.findings import Code, Fault, Finding, State, Step


class Example:
    name = "example"

    def __init__(self, **steps: Callable[[], Finding]) -> None:
        self._steps = steps

    def steps(self) -> Sequence[Step]:
        return list(self._steps.items())


def wrong() -> Finding:
    raise Fault(Code.PORT, "nothing listens", "Start it.")


def crash() -> Finding:
    raise ValueError("password=hunter2")


def test_the_first_fault_ends_a_probe():
    checks = list(examined(Example(one=lambda: "well", two=wrong, three=crash), seconds=5))

    assert [(check.name, check.state) for check in checks] == [
        ("example.one", State.OK),
        ("example.two", State.WRONG),
    ]
    assert checks[1][2:] == (Code.PORT, "nothing listens", "Start it.")


def test_a_warning_ends_nothing():
    doubt = Fault(Code.MISSPELT, "odd", "Look.")

    checks = list(examined(Example(one=lambda: doubt, two=lambda: "well"), seconds=5))

    assert [check.state for check in checks] == [State.WARNING, State.OK]


def test_one_that_hangs_is_left_behind():
    free = Event()

    begun = monotonic()

    (check,) = checks_of("hanging", lambda: str(free.wait()), seconds=0.05)

    free.set()
    assert monotonic() - begun < 2
    assert (check.state, check.fault) == (State.WRONG, Code.NO_ANSWER)
    assert "0.05 s" in check.message


@pytest.mark.parametrize("step", [crash, sys.exit], ids=["crash", "exit"])
def test_one_that_fails_itself_is_told_without_its_words(step: Callable[[], Finding]):
    (check,) = checks_of("failing", step, seconds=5)

    assert (check.state, check.fault) == (State.WRONG, Code.BROKEN)
    assert "hunter2" not in check.message


def test_several_faults_at_once_are_told_each():
    def both() -> Finding:
        raise ExceptionGroup("two", [Fault(Code.PORT, "a", "b"), Fault(Code.TLS, "c", "d")])

    assert [c.fault for c in checks_of("both", both, seconds=5)] == [Code.PORT, Code.TLS]
