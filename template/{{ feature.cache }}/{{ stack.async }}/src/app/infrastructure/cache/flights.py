"""Something is on its way, and others wait for it."""

import asyncio


class Flight:
    def __init__(self) -> None:
        self._landed = asyncio.Event()
        self._value: bytes | None = None

    def land(self, value: bytes | None) -> None:
        """None where there will be none."""
        self._value = value
        self._landed.set()

    async def wait(self, seconds: float) -> bytes | None:
        """What has come; None where nothing has, in this time."""
        try:
            async with asyncio.timeout(seconds):
                await self._landed.wait()
        except TimeoutError:
            return None
        return self._value
