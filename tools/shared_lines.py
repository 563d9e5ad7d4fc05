"""How much of a service is the same on every framework: the lines of its `src/` and `tests/`.

    python -m tools.shared_lines           a table, on PostgreSQL
    python -m tools.shared_lines mysql     on another database
    python -m tools.shared_lines --files   and the files that cost most

A line is shared where all frameworks have it in the file of the same path, in the same order: by
the longest common subsequence of these files. Blank lines count nowhere. A file that one of the
frameworks lacks is not shared.
"""

import sys
import tempfile
from bisect import bisect_left
from collections.abc import Mapping
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from extensions.catalogue.layers import DATABASES, FRAMEWORKS
from tools.render import render

FOLDERS = ("src", "tests")
MOST_FILES = 40

Lines = list[str]


class Count(NamedTuple):
    """Lines of one path, or of many."""

    shared: int
    of: dict[str, int]
    """How many each framework has."""

    @property
    def cost(self) -> int:
        """The lines that are not shared, of all frameworks together."""
        return sum(self.of.values()) - self.shared * len(self.of)

    def share(self, framework: str) -> float:
        return self.shared / self.of[framework] if self.of[framework] else 0.0

    @property
    def average(self) -> float:
        return sum(map(self.share, self.of)) / len(self.of)


def counts_of(services: Mapping[str, Path], folder: str) -> dict[str, Count]:
    """What is shared of each path below a folder. `services` are renders, by framework."""
    files = {name: _lines_below(service / folder) for name, service in services.items()}
    return {
        path: _count(path, files) for path in sorted({p for here in files.values() for p in here})
    }


def total(counts: Mapping[str, Count]) -> Count:
    frameworks = next(iter(counts.values())).of
    return Count(
        shared=sum(count.shared for count in counts.values()),
        of={name: sum(count.of[name] for count in counts.values()) for name in frameworks},
    )


def shared_lines(texts: list[Lines]) -> int:
    """The length of the longest common subsequence. What all begin and end with is found first."""
    head = _common_head(texts)
    texts = [text[head:] for text in texts]
    tail = _common_head([text[::-1] for text in texts])
    return head + tail + _longest([text[: len(text) - tail] for text in texts])


def table(services: Mapping[str, Path]) -> str:
    """One row a folder, one column a framework."""
    rows = [f"{'shared by all':14}{'average':>9}" + "".join(f"{name:>20}" for name in services)]
    for folder in FOLDERS:
        sum_of = total(counts_of(services, folder))
        shares = [f"{sum_of.share(name):.1%} of {lines}" for name, lines in sum_of.of.items()]
        rows.append(
            f"{folder + '/':14}{sum_of.average:>9.1%}" + "".join(f"{text:>20}" for text in shares)
        )
    return "\n".join(rows)


def dearest(services: Mapping[str, Path]) -> str:
    """The files with the most lines that are not shared: what to look at, to share more."""
    rows = [f"{'not shared':>10}{'shared':>8}" + "".join(f"{name:>9}" for name in services)]
    counts = {
        f"{folder}/{path}": count
        for folder in FOLDERS
        for path, count in counts_of(services, folder).items()
    }
    for path in sorted(counts, key=lambda path: -counts[path].cost)[:MOST_FILES]:
        count = counts[path]
        lines = "".join(f"{number or '-':>9}" for number in count.of.values())
        rows.append(f"{count.cost:>10}{count.shared:>8}{lines}  {path}")
    return "\n".join(rows)


def _lines_below(folder: Path) -> dict[str, Lines]:
    return {
        file.relative_to(folder).as_posix(): [line for line in text.splitlines() if line.strip()]
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
        if (text := file.read_text(encoding="utf-8"))
    }


def _count(path: str, files: Mapping[str, dict[str, Lines]]) -> Count:
    texts = [here[path] for here in files.values() if path in here]
    return Count(
        shared=shared_lines(texts) if len(texts) == len(files) else 0,
        of={name: len(here.get(path, [])) for name, here in files.items()},
    )


def _common_head(texts: list[Lines]) -> int:
    return len(list(takewhile(lambda same: len(set(same)) == 1, zip(*texts, strict=False))))


def _longest(texts: list[Lines]) -> int:
    """`ends[n]` is where common subsequences of n lines end in the other texts, at the earliest."""
    first, *others = texts
    places = [_places_of(text) for text in others]
    ends: list[set[tuple[int, ...]]] = [{(0,) * len(others)}]
    for line in first:
        if any(line not in place for place in places):
            continue
        ends.append(set())
        for length in range(len(ends) - 1, 0, -1):
            longer = {_after(end, line, places) for end in ends[length - 1]} - {()}
            ends[length] = _earliest(ends[length] | longer)
        if not ends[-1]:
            ends.pop()
    return len(ends) - 1


def _places_of(text: Lines) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for number, line in enumerate(text, start=1):
        places.setdefault(line, []).append(number)
    return places


def _after(end: tuple[int, ...], line: str, places: list[dict[str, list[int]]]) -> tuple[int, ...]:
    """The next place of the line in each text; nothing where one has it no more."""
    nexts = []
    for here, place in zip(end, places, strict=True):
        index = bisect_left(place[line], here + 1)
        if index == len(place[line]):
            return ()
        nexts.append(place[line][index])
    return tuple(nexts)


def _earliest(ends: set[tuple[int, ...]]) -> set[tuple[int, ...]]:
    """Without those that another one is before in all texts."""
    kept: list[tuple[int, ...]] = []
    for end in sorted(ends):
        if not any(all(a <= b for a, b in zip(one, end, strict=True)) for one in kept):
            kept.append(end)
    return set(kept)


def main() -> int:
    options = set(sys.argv[1:])
    database = next((name for name in DATABASES if name in options), "postgresql")
    with tempfile.TemporaryDirectory() as folder:
        services = {
            name: render({"framework": name, "database": database}, Path(folder) / name)
            for name in FRAMEWORKS
        }
        print(table(services))
        if "--files" in options:
            print("\n" + dearest(services))
    return 0


if __name__ == "__main__":
    sys.exit(main())
