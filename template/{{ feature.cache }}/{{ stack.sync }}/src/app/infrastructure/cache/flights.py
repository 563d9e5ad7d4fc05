"""Something is on its way, and others wait for it."""

from threading import Event


class Flight:
    def __init__(self) -> None:
        self._landed = Event()
        self._value: bytes | None = None

    def land(self, value: bytes | None) -> None:
        """None where there will be none."""
        self._value = value
        self._landed.set()

    def wait(self, seconds: float) -> bytes | None:
        """What has come; None where nothing has, in this time."""
        return self._value if self._landed.wait(seconds) else None
