"""Files that a tool writes from others: written where they are stale, or told with --check."""

import sys
from collections.abc import Iterable
from pathlib import Path


def keep(made: Iterable[tuple[Path, str]], root: Path) -> int:
    """Of each file below `root`, what has to be in it. The exit code: 1 where --check finds a stale
    one."""
    checks = "--check" in sys.argv
    stale = [(file, text) for file, text in made if _text_of(file) != text]
    for file, text in stale:
        print("stale:" if checks else "written:", file.relative_to(root))
        if not checks:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return 1 if stale and checks else 0


def _text_of(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.exists() else None
