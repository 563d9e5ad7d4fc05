"""What the template's changelog says between two versions, to one project.

The form is Keep a Changelog. An entry may begin with whom it is for, as in `- Flask, Django: ...`:
frameworks, databases, options by their title, items of checklists. Where it names only such, and
none that the project has, it is left out. Every other entry is told.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from packaging.version import InvalidVersion, Version

UNRELEASED = "Unreleased"
_RELEASE = re.compile(r"^## +\[?v?([^\]\s]+)\]?", re.MULTILINE)
_SECTION = re.compile(r"^### +(.+?) *$", re.MULTILINE)
_AND = re.compile(r",| and ")
_ENTRY = re.compile(r"^[-*] +", re.MULTILINE)


@dataclass(frozen=True)
class Release:
    version: str
    sections: dict[str, list[str]]
    """Entries by the heading that they are under."""
    left_out: int = 0
    """How many are for other projects."""

    def as_json(self) -> dict[str, Any]:
        return {"version": self.version, "sections": self.sections, "left_out": self.left_out}


@dataclass(frozen=True)
class Names:
    """What an entry may be for, and what of that this project has. In lower case."""

    known: Collection[str]
    own: Collection[str]

    def takes(self, entry: str) -> bool:
        named, is_named, _ = entry.partition(":")
        names = [name.strip(" *`").lower() for name in _AND.split(named)]
        if not is_named or not set(names) <= set(self.known):
            return True
        return any(name in self.own for name in names)


def releases_between(
    changelog: str, before: Version | None, after: Version | None, names: Names
) -> list[Release]:
    """Newest first, but for those that say nothing. Who takes what is not released is told that."""
    found = []
    for title, text in _parts(_RELEASE, changelog):
        if _is_between(title, before, after):
            found.append(_release(title, text, names))
    return [release for release in found if release.sections or release.left_out]


def _is_between(title: str, before: Version | None, after: Version | None) -> bool:
    if after is None:
        return False
    if title.lower() == UNRELEASED.lower():
        return after.is_devrelease or after.is_postrelease or after.local is not None
    try:
        version = Version(title)
    except InvalidVersion:
        return False
    return (before is None or before < version) and version <= after


def _release(title: str, text: str, names: Names) -> Release:
    sections, left_out = {}, 0
    for heading, body in _parts(_SECTION, text):
        entries = [" ".join(entry.split()) for entry in _ENTRY.split(body)[1:]]
        told = [entry for entry in entries if names.takes(entry)]
        left_out += len(entries) - len(told)
        if told:
            sections[heading] = told
    return Release(title, sections, left_out)


def _parts(heading: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    """What is below each heading, up to the next one."""
    found = list(heading.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    for match, end in zip(found, ends, strict=True):
        yield match[1], text[match.end() : end]
