"""The body of an answer, as Flask has it."""

from flask import Response


def body_of(response: Response) -> bytes | None:
    """None of a stream: it can be read but once."""
    return None if response.is_streamed else response.get_data()
