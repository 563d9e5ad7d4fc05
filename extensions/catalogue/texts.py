"""Prose in files that are no prose: broken as those files have it."""

import json
from collections.abc import Sequence
from textwrap import wrap

from .code import call

WIDTH = 100


def commented(text: str) -> str:
    """A sentence as lines of a comment that begin with `# `."""
    return "\n".join(f"# {line}" for line in wrap(text, WIDTH - 2, break_on_hyphens=False))


def toml(value: str | Sequence[str]) -> str:
    """A text or a list of texts, as TOML has it."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return call("", map(toml, value), brackets="[]")
