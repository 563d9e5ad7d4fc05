"""Derives the sync layers from the async ones, token by token: what waits is written once.

    python -m tools.derive_sync            write the sync files
    python -m tools.derive_sync --check    say which are stale

A name in a string or a comment stays as it is. What has no twin by rewriting, as a driver, is
written by hand in both colours; such a file is in NATIVE.
"""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tokenize import NAME, TokenInfo, generate_tokens

from tools.render import ROOT
from tools.written import keep

LAYERS = {"async": "sync", "sqlalchemy_async": "sqlalchemy_sync"}
NATIVE = {
    "aside.py",
    "at_once.py",
    "drivers.py",
    "flights.py",
    "hashing.py",
    "running.py",
    "streams.py",
}
DROPPED = {"async", "await"}
RENAMED = {
    "AsyncConnection": "Connection",
    "AsyncEngine": "Engine",
    "AsyncIterator": "Iterator",
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "aclose": "close",
    "asynccontextmanager": "contextmanager",
    "create_async_engine": "create_engine",
}
REPLACED = (
    (re.compile(r"Awaitable\[(\w+)\]"), r"\1"),
    (re.compile(r"^from asyncio import sleep$", re.MULTILINE), "from time import sleep"),
    (re.compile(r"^from asyncio import (Semaphore)$", re.MULTILINE), r"from threading import \1"),
    (re.compile(r"^from redis\.asyncio\b", re.MULTILINE), "from redis"),
    (re.compile(r"^from sqlalchemy\.ext\.asyncio import", re.MULTILINE), "from sqlalchemy import"),
    (re.compile(r"\.sync_engine\b"), ""),
)
"""What is more than one token."""

SETTINGS = ("--isolated", "--target-version=py311", "--config", "line-length = 100")
SETTINGS += ("--config", "lint.isort.known-first-party = ['app', 'tests']")


def derive(source: str) -> str:
    """The sync text of an async module, sorted and formatted as this repository has it."""
    lines = source.splitlines(keepends=True)
    for token in reversed(list(generate_tokens(io.StringIO(source).readline))):
        if token.type == NAME:
            lines[token.start[0] - 1] = _rewritten(lines[token.start[0] - 1], token)
    text = "".join(lines)
    for pattern, replacement in REPLACED:
        text = pattern.sub(replacement, text)
    text = _ruff("check", "--quiet", "--fix", "--select=I,F401", stdin=text)
    return _ruff("format", "--quiet", stdin=text)


def _rewritten(line: str, token: TokenInfo) -> str:
    start, end = token.start[1], token.end[1]
    if token.string in DROPPED:  # the blank behind it goes too
        return line[:start] + line[end:].removeprefix(" ")
    return line[:start] + RENAMED.get(token.string, token.string) + line[end:]


def _ruff(*arguments: str, stdin: str) -> str:
    """By the settings of a service; what it can't mend is for the tests to say."""
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, *SETTINGS, "-"],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def pairs() -> Iterator[tuple[Path, Path]]:
    """Each async file, and where its sync twin lies."""
    for feature in sorted((ROOT / "template").glob("{{ feature.* }}")):
        for colour, twin in LAYERS.items():
            source = feature / f"{{{{ stack.{colour} }}}}"
            for file in sorted(source.rglob("*.py")):
                if file.name not in NATIVE:
                    yield file, feature / f"{{{{ stack.{twin} }}}}" / file.relative_to(source)


def main() -> int:
    made = ((target, derive(source.read_text(encoding="utf-8"))) for source, target in pairs())
    return keep(made, ROOT)


if __name__ == "__main__":
    sys.exit(main())
