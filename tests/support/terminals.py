"""A terminal with a person before it: real pseudo-terminals, read as a screen shows them."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyte

ENTER, SPACE, UP, DOWN, BACK, ESCAPE = "\r", " ", "\x1b[A", "\x1b[B", "\x1b[Z", "\x1b"
CTRL_C, CTRL_D = "\x03", "\x04"
PATIENCE = 60.0
"""Seconds until something that should appear is given up: machines may be busy."""
_UNSET = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "CI")


class Screen(pyte.Screen):
    """Answers what programs ask of a terminal, as where its cursor is."""

    keyboard: int

    def write_process_input(self, data: str) -> None:
        os.write(self.keyboard, data.encode())


class Terminal:
    def __init__(self, process: "subprocess.Popen[bytes]", master: int, size: tuple[int, int]):
        self._process = process
        self._master = master
        self.screen = Screen(*size)
        self.screen.keyboard = master
        self._stream = pyte.ByteStream(self.screen)
        self.written = b""
        """All that the program wrote, codes among it."""

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """As one reads it: lines that are wrapped are one."""
        return re.sub(r"\s+", " ", " ".join(self.lines)).strip()

    @property
    def colours(self) -> set[str]:
        cells = (cell for row in self.screen.buffer.values() for cell in row.values())
        return {cell.fg for cell in cells if cell.data.strip()} - {"default"}

    def sees(self, text: str) -> None:
        """Waits for it."""
        until = time.monotonic() + PATIENCE
        while text not in self.text:
            shown = "\n".join(self.lines).rstrip()
            assert time.monotonic() < until, f"{text!r} is not there:\n{shown}"
            assert self._reads() or text in self.text, f"ended without {text!r}:\n{shown}"

    def presses(self, *keys: str) -> None:
        for key in keys:
            os.write(self._master, key.encode())

    def answers(self, question: str, *keys: str) -> None:
        """Waits for the question, and for its keys to be taken."""
        self.sees(question)
        self.presses(*keys)

    def ends(self) -> int:
        """Its exit code, once it has ended."""
        while self._reads():
            pass
        return self._process.wait(PATIENCE)

    def _reads(self) -> bool:
        """False at the end."""
        ready, _, _ = select.select([self._master], [], [], PATIENCE)
        assert ready, f"nothing happens any more:\n{self.text}"
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the program has closed it
            return False
        self.written += data
        self._stream.feed(data)
        return bool(data)


@contextmanager
def terminal(
    *command: str | Path,
    cwd: Path,
    columns: int = 80,
    rows: int = 50,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Terminal]:
    """A program in a terminal of this size. It is stopped in the end, where it still runs."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    known = {name: value for name, value in os.environ.items() if name not in _UNSET}
    process: subprocess.Popen[bytes] = subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env={**known, "TERM": "xterm-256color", **(environment or {})},
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    try:
        yield Terminal(process, master, (columns, rows))
    finally:
        process.kill()
        process.wait()
        os.close(master)
