"""What nobody waits for: done beside the requests, one thing at a time."""

from asyncio import Lock, Task, create_task
from collections.abc import Awaitable, Callable
from contextvars import Context


class Aside:
    """What is not done when the service stops is left undone."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._tasks: set[Task[None]] = set()

    def run(self, work: Callable[[], Awaitable[None]]) -> None:
        """Outside of the caller's unit of work."""
        task = create_task(self._do(work), context=Context())
        self._tasks.add(task)  # a loop by itself forgets them
        task.add_done_callback(self._tasks.discard)

    async def _do(self, work: Callable[[], Awaitable[None]]) -> None:
        async with self._turn:
            await work()
