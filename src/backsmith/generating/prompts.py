"""What is put to a person, whatever it is shown with."""

import enum
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Final, Literal, NamedTuple, Protocol

Kind = Literal["text", "one", "many", "yes"]


class Sign(enum.Enum):
    BACK = "back"


BACK: Final = Sign.BACK
"""Said instead of an answer: to the question before this one."""


class Option(NamedTuple):
    """One of the answers that there are."""

    title: str
    value: Any
    about: str = ""
    """Why somebody would take it, and what it brings."""
    refused: str = ""
    """Why it can't be taken, where it can't."""


@dataclass(frozen=True)
class Prompt:
    message: str
    kind: Kind
    default: Any
    options: Sequence[Option] = ()
    check: Callable[[Any], str | None] = lambda _: None
    """What is wrong with an answer; None where nothing is."""
    has_before: bool = True
    """Whether there is a question to go back to."""
    is_apart: bool = False
    """Whether something else has been shown since the question before."""
    is_secret: bool = False
    is_multiline: bool = False


class Asker(Protocol):
    def ask(self, prompt: Prompt, /) -> Any:
        """The answer, or BACK. Raises KeyboardInterrupt where the person has enough."""
        ...


def asker() -> Asker:
    """By keys and colours; line by line where the terminal can't move its cursor."""
    from prompt_toolkit.utils import is_dumb_terminal

    if is_dumb_terminal():
        from backsmith.generating.plain_prompts import PlainAsker

        return PlainAsker()
    from backsmith.generating.terminal_prompts import TerminalAsker

    return TerminalAsker()


@contextmanager
def keys_kept_quiet() -> Iterator[None]:
    """Keys that are pressed between two questions wait for the next one, and are not echoed into
    what stands there. A terminal that is asked line by line has to echo them itself."""
    from prompt_toolkit.utils import is_dumb_terminal

    if is_dumb_terminal() or find_spec("termios") is None:
        yield
        return
    import termios

    before = termios.tcgetattr(sys.stdin)
    quiet = before.copy()
    quiet[3] &= ~termios.ECHO
    termios.tcsetattr(sys.stdin, termios.TCSANOW, quiet)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSANOW, before)
