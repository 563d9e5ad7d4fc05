"""Questions line by line: for terminals that can't move the cursor, and for screen readers.

An answer of a list is its number; an empty line takes what is proposed.
"""

from collections.abc import Sequence
from typing import Any

from backsmith.generating.prompts import BACK, Option, Prompt
from backsmith.wrapping import wrapped

_GO_BACK = "<"


class PlainAsker:
    def ask(self, prompt: Prompt, /) -> Any:
        _say(prompt.message)
        for number, option in enumerate(prompt.options, start=1):
            _say(f"{number} {option.title}", indent=2)
            _say(option.refused or option.about, indent=6)
        hint = f", {_GO_BACK} goes back" if prompt.has_before else ""
        while True:
            line = _read(f"[{_proposed(prompt)}]{hint}: ", is_secret=prompt.is_secret)
            if line == _GO_BACK and prompt.has_before:
                return BACK
            try:
                answer = _answer(prompt, line) if line else prompt.default
            except ValueError as error:
                _say(str(error))
                continue
            if fault := prompt.check(answer):
                _say(fault)
                continue
            return answer


def _read(text: str, *, is_secret: bool) -> str:
    try:
        if is_secret:
            from getpass import getpass

            return getpass(text).strip()
        return input(text).strip()
    except EOFError:  # Ctrl-D: nobody is there any more
        raise KeyboardInterrupt from None


def _answer(prompt: Prompt, line: str) -> Any:
    """Raises ValueError."""
    if prompt.kind == "text":
        return line
    if prompt.kind == "yes":
        if line.lower() not in ("y", "yes", "n", "no"):
            raise ValueError("Say y or n.")
        return line.lower().startswith("y")
    if prompt.kind == "many" and line == "-":
        return []
    chosen = [_numbered(prompt.options, word) for word in line.replace(",", " ").split()]
    if prompt.kind == "many":
        return chosen
    if len(chosen) != 1:
        raise ValueError("Say one number.")
    return chosen[0]


def _numbered(options: Sequence[Option], word: str) -> Any:
    if not word.isdecimal() or not 1 <= int(word) <= len(options):
        raise ValueError(f"{word}: say a number from 1 to {len(options)}.")
    option = options[int(word) - 1]
    if option.refused:
        raise ValueError(option.refused)
    return option.value


def _proposed(prompt: Prompt) -> str:
    if prompt.kind == "yes":
        return "Y/n" if prompt.default else "y/N"
    if prompt.kind == "text":
        return "" if prompt.is_secret else str(prompt.default or "")
    taken = prompt.default if prompt.kind == "many" else [prompt.default]
    numbers = [str(n) for n, option in enumerate(prompt.options, 1) if option.value in taken]
    if prompt.kind == "many":
        return f"{' '.join(numbers) or 'none'}; numbers, - for none"
    return " ".join(numbers)


def _say(text: str, indent: int = 0) -> None:
    if text:
        print(wrapped(text, indent))
