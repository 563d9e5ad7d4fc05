"""Who is asking, as far as the service knows: one caller never sees what is kept for another.

Whoever finds out who it is, says so before a change begins: `current_caller.set(...)`. Until then
all are one.
"""

from contextvars import ContextVar

current_caller: ContextVar[str] = ContextVar("caller", default="")
