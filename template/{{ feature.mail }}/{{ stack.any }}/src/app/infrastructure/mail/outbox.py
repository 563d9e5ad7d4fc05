"""Mails that wait to be sent: a bounded number, in memory, sent by one thread, one by one.

No request waits for a mail server, or fails with it; and no answer tells by its time whether a mail
follows. What waits is sent before the process ends. What a crash takes along is lost: whoever
misses a mail asks for it again.
"""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import BoundedSemaphore
from time import monotonic, sleep

import structlog

from app.infrastructure import draining
from app.infrastructure.mail.port import Message, Transport, Undeliverable

SIZE = 1000
"""Messages that may wait: those of some minutes without a mail server."""
PAUSES = (1, 5, 15)
"""Seconds before each further attempt."""
_TICK = 0.1

log = structlog.get_logger()


class Outbox:
    def __init__(self, transport: Transport, *, size: int = SIZE) -> None:
        self._transport = transport
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="mail")
        """It starts with the first message, in the process that serves; Python ends when it is
        through."""
        self._places = BoundedSemaphore(size)
        self._is_hopeless = False
        """Whether a message was lost since the service is stopping."""

    def send(self, message: Message) -> None:
        if not self._places.acquire(blocking=False):
            log.error("mail.lost", reason="too many are waiting")
            return
        try:
            self._thread.submit(copy_context().run, self._deliver, message)
        except RuntimeError:  # Python is ending
            self._places.release()
            log.error("mail.lost", reason="the service has stopped")

    def _deliver(self, message: Message) -> None:
        """Says neither to whom it goes nor what it says."""
        try:
            self._try(message)
        except Exception as error:
            self._is_hopeless = draining.has_begun()
            log.error("mail.lost", reason=_told(error))
        else:
            log.info("mail.sent")
        finally:
            self._places.release()

    def _try(self, message: Message) -> None:
        if self._is_hopeless:
            raise Undeliverable("the service is stopping")
        for pause in PAUSES:
            try:
                return self._transport.deliver(message)
            except Undeliverable:
                raise
            except Exception as error:
                if draining.has_begun():
                    raise
                log.warning("mail.delayed", reason=_told(error))
                _wait(pause)
        return self._transport.deliver(message)


def _wait(seconds: float) -> None:
    """Or until the service is about to stop: there is one more attempt then."""
    end = monotonic() + seconds
    while monotonic() < end and not draining.has_begun():
        sleep(_TICK)


def _told(error: Exception) -> str:
    """What servers say repeats addresses."""
    return str(error) if isinstance(error, Undeliverable) else type(error).__name__
