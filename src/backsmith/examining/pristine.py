"""The project as the template alone would have it: what it was generated or last updated as."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from backsmith.copier_runs import rendered
from backsmith.gits import git


@contextmanager
def pristine(answers: Mapping[str, Any]) -> Iterator[Path]:
    """A folder with it, of the version that the answers record. Raises CommandError."""
    with tempfile.TemporaryDirectory(prefix="backsmith-") as folder:
        place = Path(folder) / "project"
        rendered(str(answers["_src_path"]), answers.get("_commit"), answers, place)
        yield place


def names_of(place: Path, paths: Iterable[str]) -> dict[str, str]:
    """What is at these paths, as git names content; those that are there."""
    there = [path for path in paths if (place / path).is_file()]
    if not there:
        return {}
    given = "".join(f"{path}\n" for path in there)
    names = git(place, "hash-object", "--no-filters", "--stdin-paths", stdin=given).split()
    return dict(zip(there, names, strict=True))
