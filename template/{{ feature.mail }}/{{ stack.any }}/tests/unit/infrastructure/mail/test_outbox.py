"""The outbox: nobody waits for it, and what a mail server does is none of a request's business."""

from collections.abc import Callable
from threading import Event
from time import perf_counter

import pytest
from structlog.testing import capture_logs

from app.infrastructure import draining
from app.infrastructure.mail import outbox
from app.infrastructure.mail.outbox import Outbox
from app.infrastructure.mail.port import Message, Undeliverable
from tests.processes import wait_until

MESSAGE = Message(to="ann@example.com", subject="Hello", text="a token")
behind = pytest.mark.checklist("security.account-recovery", proves="behind")


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "PAUSES", (0, 0, 0))


class Server:
    """Takes a message where `answer` does not raise."""

    def __init__(self, answer: Callable[[int], object] = lambda attempt: None) -> None:
        self.attempts = 0
        self.taken: list[Message] = []
        self._answer = answer

    def deliver(self, message: Message) -> None:
        self.attempts += 1
        self._answer(self.attempts)
        self.taken.append(message)


def fail(error: Exception, *, until: int) -> Callable[[int], None]:
    """Before that attempt."""

    def answer(attempt: int) -> None:
        if attempt < until:
            raise error

    return answer


def test_a_message_goes_out():
    server = Server()

    Outbox(server).send(MESSAGE)

    wait_until(lambda: server.taken == [MESSAGE])


@behind
def test_nobody_waits_for_the_server():
    opened = Event()
    server = Server(lambda _: opened.wait(10))
    box = Outbox(server)

    begun = perf_counter()
    for _ in range(20):
        box.send(MESSAGE)
    taken = perf_counter() - begun

    assert taken < 1
    opened.set()
    wait_until(lambda: len(server.taken) == 20)


def test_what_fails_is_tried_again():
    server = Server(fail(ConnectionRefusedError(), until=4))

    Outbox(server).send(MESSAGE)

    wait_until(lambda: server.taken == [MESSAGE])
    assert server.attempts == 4


@pytest.mark.parametrize(
    ("error", "attempts", "reason"),
    [
        (ConnectionRefusedError("ann@example.com"), 4, "ConnectionRefusedError"),
        (Undeliverable("the server answers 550"), 1, "the server answers 550"),
        (ValueError("ann@example.com"), 4, "ValueError"),
    ],
    ids=["away", "refused", "a crash"],
)
def test_what_goes_on_failing_is_logged_and_forgotten(error: Exception, attempts: int, reason: str):
    server = Server(fail(error, until=attempts + 1))
    box = Outbox(server)

    with capture_logs() as said:
        box.send(MESSAGE)
        wait_until(lambda: any(line["event"] == "mail.lost" for line in said))
    box.send(MESSAGE)

    wait_until(lambda: server.taken == [MESSAGE])
    assert said[-1]["reason"] == reason
    assert "ann@example.com" not in str(said)
    assert "a token" not in str(said)


@behind
def test_no_more_wait_than_may():
    opened = Event()
    server = Server(lambda _: opened.wait(10))
    box = Outbox(server, size=3)

    with capture_logs() as said:
        for _ in range(5):
            box.send(MESSAGE)

    assert [line["event"] for line in said] == ["mail.lost"] * 2
    opened.set()
    wait_until(lambda: len(server.taken) == 3)
    box.send(MESSAGE)
    wait_until(lambda: len(server.taken) == 4)


def test_a_service_that_stops_tries_once_and_then_gives_up(monkeypatch: pytest.MonkeyPatch):
    server = Server(fail(TimeoutError(), until=9))
    box = Outbox(server)
    monkeypatch.setattr(draining, "has_begun", lambda: True)

    with capture_logs() as said:
        for _ in range(5):
            box.send(MESSAGE)
        wait_until(lambda: len(said) == 5)

    assert server.attempts == 1
    assert {line["event"] for line in said} == {"mail.lost"}
