"""Files of the owner's working tree: whether they are as git knows them, and how they become so.

What is written lies ready beside, complete, before the first file is moved. A move is whole or has
not happened, and takes no room: so a file is the old one or the new one at any moment, and what is
neither is somebody's edit.
"""

import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from backsmith.gits import git
from backsmith.projects import ANSWERS
from backsmith.updating.rehearsals import Blob
from backsmith.updating.workplaces import Workplace

Wanted = Mapping[str, Blob | None]
"""What is to lie at each path; None is nothing."""
_SYMLINK = "120000"


def stage(place: Workplace, wanted: Wanted) -> None:
    """Lays the files ready. Touches nothing that the owner sees; fails where the disk is full."""
    shutil.rmtree(place.staged, ignore_errors=True)
    place.index.unlink(missing_ok=True)
    place.staged.mkdir(parents=True)
    entries = [f"{blob.mode} {blob.name}\t{path}\0" for path, blob in wanted.items() if blob]
    place.git("update-index", "-z", "--index-info", stdin="".join(entries), index=place.index)
    place.git("checkout-index", "--all", f"--prefix={place.staged}/", index=place.index)


def move(place: Workplace, wanted: Wanted) -> None:
    """Moves what was staged to where it belongs, and removes what is not wanted. The answers come
    last: until then the project says that it is as it was."""
    for path, blob in wanted.items():
        if blob is None:
            _remove(place.top, path)
    for path in sorted((p for p, blob in wanted.items() if blob), key=_answers_last):
        _move(place.staged / path, place.top / path)


def on_disk(place: Workplace, paths: Iterable[str]) -> dict[str, str | None]:
    """What lies there, as git names content; None is nothing, and a folder is "folder"."""
    found: dict[str, str | None] = {}
    files = []
    for path in paths:
        mode = _mode_of(place.top / path)
        if mode is None:
            found[path] = None
        elif stat.S_ISREG(mode):
            files.append(path)
        elif stat.S_ISLNK(mode):
            text = os.readlink(place.top / path)
            found[path] = place.git("hash-object", "--stdin", stdin=text).strip()
        else:
            found[path] = "folder" if stat.S_ISDIR(mode) else "something else"
    names = _names_of(place, files)
    return {**found, **dict(zip(files, names, strict=True))}


def in_the_way(place: Workplace, wanted: Wanted, before: Wanted) -> list[str]:
    """Paths that are new to git, where something lies all the same: a file that git ignores, or a
    folder of such. Writing would lose it."""
    blocked = []
    for path, blob in wanted.items():
        if blob is None or before[path] is not None:
            continue
        if any(_blocks(place.top / part, before.get(str(part))) for part in Path(path).parents):
            blocked.append(path)
        elif (mode := _mode_of(place.top / path)) is not None:
            is_leaving = stat.S_ISDIR(mode) and _holds_only(place, path, wanted)
            blocked += [] if is_leaving else [path]
    return blocked


def _names_of(place: Workplace, files: list[str]) -> list[str]:
    if not files:
        return []
    plain = [path for path in files if "\n" not in path]
    text = "".join(f"{path}\n" for path in plain)
    names = dict(
        zip(plain, place.git("hash-object", "--stdin-paths", stdin=text).split(), strict=True)
    )
    return [names.get(path) or git(place.top, "hash-object", "--", path).strip() for path in files]


def _blocks(parent: Path, before: Blob | None) -> bool:
    """Whether there is something, and no folder, where a folder has to be."""
    mode = _mode_of(parent)
    return mode is not None and not stat.S_ISDIR(mode) and before is None


def _holds_only(place: Workplace, folder: str, wanted: Wanted) -> bool:
    leaving = {path for path, blob in wanted.items() if blob is None}
    files = (p for p in (place.top / folder).rglob("*") if p.is_symlink() or not p.is_dir())
    return all(file.relative_to(place.top).as_posix() in leaving for file in files)


def _mode_of(path: Path) -> int | None:
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def _answers_last(path: str) -> tuple[bool, str]:
    return (Path(path).name == ANSWERS, path)


def _remove(top: Path, path: str) -> None:
    with suppress(FileNotFoundError, NotADirectoryError):
        (top / path).unlink()
    for parent in (top / path).parents:
        if parent == top or not parent.is_relative_to(top):
            return
        try:
            parent.rmdir()
        except OSError:  # not empty, or gone already
            if parent.exists():
                return


def _move(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        file.replace(target)
    except OSError as error:
        if getattr(error, "errno", None) != 18:  # EXDEV: the git directory is on another disk
            raise
        beside = target.with_name(f".{target.name}.backsmith")
        shutil.copy2(file, beside, follow_symlinks=False)
        beside.replace(target)
