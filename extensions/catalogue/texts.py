"""Prose in files that are no prose: broken as those files have it."""

from textwrap import wrap

WIDTH = 100


def commented(text: str) -> str:
    """A sentence as lines of a comment that begin with `# `."""
    return "\n".join(f"# {line}" for line in wrap(text, WIDTH - 2, break_on_hyphens=False))
