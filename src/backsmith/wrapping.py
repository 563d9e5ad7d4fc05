"""Texts in a terminal, wrapped at words."""

import shutil
import textwrap


def width() -> int:
    """One less than there is: a full line may be wrapped once more by the terminal."""
    return max(20, shutil.get_terminal_size().columns - 1)


def wrapped(text: str, indent: int = 0) -> str:
    """Every line of it."""
    pad = " " * indent
    parts = (
        textwrap.wrap(line, width(), initial_indent=pad, subsequent_indent=pad)
        for line in text.splitlines()
    )
    return "\n".join(line for part in parts for line in part)
