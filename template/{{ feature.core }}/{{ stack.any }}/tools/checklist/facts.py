"""What can be said of the service without running it: of what it is made, and how much of it."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version
from re import match

from coverage import Coverage
from coverage.exceptions import CoverageException

from app.config.defaults import DATABASE_URL
from tests.urls import kind_of

_DATABASES = {"mysql": "MySQL or MariaDB", "postgresql": "PostgreSQL", "sqlite": "SQLite"}


@dataclass(frozen=True, slots=True)
class Folder:
    path: str
    files: int
    lines: int


@dataclass(frozen=True, slots=True)
class Covered:
    """Of one package, or of all."""

    name: str
    statements: int
    percent: float


def technologies() -> list[tuple[str, str]]:
    """Each with its version: the Python, the database, what the service depends on."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [match(r"[A-Za-z0-9_.-]+", line) for line in project["dependencies"]]
    found = [(name[0], _version(name[0])) for name in names if name]
    return [("Python", python_version()), (_DATABASES[kind_of(DATABASE_URL)], ""), *found]


def folders() -> list[Folder]:
    """Python files and their lines, by folder."""
    return [folder for folder in map(_folder, _places()) if folder.files]


def coverage() -> list[Covered]:
    """Of the last run: all of it first, then by package; nothing where nothing was measured."""
    measured = Coverage()
    try:
        measured.load()
        files = sorted(measured.get_data().measured_files())
        counts = [(_package(file), *_counts(measured, file)) for file in files]
    except CoverageException:
        return []
    packages = sorted({package for package, _, _ in counts})
    every = [_covered("all", counts)] if counts else []
    return every + [_covered(name, [c for c in counts if c[0] == name]) for name in packages]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _places() -> Iterator[Path]:
    for root in ("src/app", "tests"):
        yield from sorted(path for path in Path(root).iterdir() if path.is_dir())
    yield from (Path("migrations"), Path("tools"))


def _folder(place: Path) -> Folder:
    files = [file for file in place.rglob("*.py") if "__pycache__" not in file.parts]
    lines = sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files)
    return Folder(place.as_posix(), len(files), lines)


def _package(file: str) -> str:
    parts = Path(file).parts
    below = parts[parts.index("app") + 1 :]
    return below[0] if len(below) > 1 else "app"


def _counts(measured: Coverage, file: str) -> tuple[int, int]:
    _, statements, _, missing, _ = measured.analysis2(file)
    return len(statements), len(missing)


def _covered(name: str, counts: list[tuple[str, int, int]]) -> Covered:
    statements = sum(count for _, count, _ in counts)
    missing = sum(count for _, _, count in counts)
    return Covered(name, statements, round(100 * (1 - missing / max(1, statements)), 1))
