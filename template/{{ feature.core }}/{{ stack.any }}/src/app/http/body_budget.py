"""How much of a request's body is read: counted while it arrives, whoever reads it.

What an answer leaves unread is read for a while and thrown away: a client that is still sending
would not see the answer, and would lose its connection.
"""

BODILESS = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods whose requests have no body that anybody reads."""
DRAIN_SECONDS = 1.0
"""That a client may take to send what nobody wants."""
_DRAINED = 16  # times the limit


class BodyBudget:
    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.read = 0

    def count(self, piece: bytes) -> None:
        self.read += len(piece)

    @property
    def is_spent(self) -> bool:
        """Whether more was read than is allowed."""
        return self.read > self.max_bytes

    @property
    def may_drain(self) -> bool:
        """Whether the rest is still worth reading, in order to throw it away."""
        return self.read < _DRAINED * self.max_bytes
