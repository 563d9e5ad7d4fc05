"""What the demo prints: for a person at a terminal, and plain where there is none."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from time import perf_counter
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import track
from rich.text import Text

from tools.demo_http import Exchange

T = TypeVar("T")
_WIDTH = 100
_EVERY = 50
"""Items between two lines of progress where there is no terminal."""


@dataclass(slots=True)
class Step:
    result: str = ""


class Screen:
    def __init__(self) -> None:
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
        self._console = Console(highlight=False, soft_wrap=True)

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Something that takes a while: its name at once, its result and its time when done."""
        step, begun = Step(), perf_counter()
        self._print(f"\n{name}", "bold")
        if self._console.is_terminal:
            with self._console.status("working", spinner="line"):
                yield step
        else:
            yield step
        self._print(f"  {step.result} ({perf_counter() - begun:.1f} s)", "green")

    def title(self, text: str) -> None:
        self._print(f"\n{text}", "bold")

    def say(self, text: str) -> None:
        self._print(f"\n{text}")

    def note(self, text: str) -> None:
        self._print(f"  {text}", "green")

    def failure(self, sentence: str, more: str = "") -> None:
        for line in more.splitlines():
            self._print(f"  {line}", "dim")
        self._print(f"\n{sentence}", "bold red")

    def exchange(
        self,
        exchange: Exchange,
        part: str = "",
        *,
        headers: Sequence[str] = (),
        lines: Sequence[str] = (),
    ) -> None:
        """What was sent, what came back, and of its JSON the part that matters here."""
        self._print(f"  > {exchange.method} {exchange.path}", "cyan")
        for name, value in exchange.sent_headers.items():
            self._print(f"    {name}: {value}")
        if exchange.sent is not None:
            self._json(exchange.sent)
        status = HTTPStatus(exchange.status)
        style = "green" if exchange.status < HTTPStatus.BAD_REQUEST else "yellow"
        self._print(f"  < {status.value} {status.phrase}, {exchange.milliseconds:.1f} ms", style)
        for name in headers:
            self._print(f"    {name}: {exchange.headers[name]}")
        for line in lines:
            self._print(f"    {_cut(line)}")
        if part:
            self._json(_part_of(exchange.body, part))

    def progress(self, items: Sequence[T], name: str) -> Iterator[T]:
        if self._console.is_terminal:
            yield from track(items, f"  {name}", console=self._console, transient=True)
            return
        for number, item in enumerate(items, start=1):
            yield item
            if number % _EVERY == 0:
                self._print(f"  {name}: {number} of {len(items)}")

    def _json(self, value: Any) -> None:
        for line in _lines_of(value):
            self._print(f"    {line}")

    def _print(self, text: str, style: str = "") -> None:
        self._console.print(Text(text, style))


def _part_of(body: Any, part: str) -> Any:
    return {part: (body["meta"] if part == "pagination" else body)[part]}


def _lines_of(value: Any, head: str = "", tail: str = "") -> Iterator[str]:
    """JSON that puts on one line what fits there."""
    flat = f"{head}{json.dumps(value, ensure_ascii=False)}{tail}"
    if len(flat) <= _WIDTH or not isinstance(value, dict | list):
        yield _cut(flat)
        return
    if isinstance(value, dict):
        members = [(f"{json.dumps(name)}: ", member) for name, member in value.items()]
    else:
        members = [("", member) for member in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    yield f"{head}{opening}"
    for number, (name, member) in enumerate(members, start=1):
        comma = "," if number < len(members) else ""
        yield from (f"  {line}" for line in _lines_of(member, name, comma))
    yield f"{closing}{tail}"


def _cut(line: str) -> str:
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 3]}..."
