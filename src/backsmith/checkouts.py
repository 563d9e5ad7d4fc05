"""Each version of a template is checked out once, however often Copier wants it: an update of its
asks five times, which is half of the time that it takes.

The only thing that is changed of Copier, and only as long as a command needs it. Checkouts are for
reading. Where Copier has become another, it goes on as ever, and takes longer.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def shared_checkouts() -> Iterator[None]:
    """May be entered within itself."""
    from copier import _template

    clone: Any = getattr(_template, "clone", None)
    if clone is None or hasattr(clone, "is_shared"):
        yield
        return
    with tempfile.TemporaryDirectory(prefix="backsmith-", ignore_cleanup_errors=True) as folder:
        made: dict[tuple[str, str], str] = {}

        def clone_once(url: str, ref: str = "HEAD", location: str | None = None) -> str:
            """Copier removes `location`, which stays empty; this folder goes at the end."""
            if (url, ref) not in made:
                place = Path(folder) / f"checkout{len(made)}"
                place.mkdir()
                made[url, ref] = clone(url, ref, location=str(place))
            return made[url, ref]

        vars(clone_once)["is_shared"] = True
        vars(_template)["clone"] = clone_once
        try:
            yield
        finally:
            vars(_template)["clone"] = clone
