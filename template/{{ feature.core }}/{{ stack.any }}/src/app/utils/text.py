"""Text as people compare and search it."""

from unicodedata import normalize

GROWTH = 3
"""`fold` makes at most this many characters of one."""


def fold(text: str) -> str:
    """The text without regard to case: equal folds are the same name, on every database."""
    return normalize("NFC", text.casefold())


def containing(text: str) -> str:
    r"""A LIKE pattern (escape `\`) for all that contains the text, wildcards taken literally."""
    literal = text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return f"%{literal}%"
