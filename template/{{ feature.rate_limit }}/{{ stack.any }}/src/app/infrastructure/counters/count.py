"""What a counter tells."""

from typing import NamedTuple


class Count(NamedTuple):
    used: int
    """How often it happened in its window, this time among them."""
    seconds_left: float
    """Until the window is over."""
