"""To whom a path of a service belongs: as decided in ownership.toml, and as copier.yml has it."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import yaml
from pathspec import GitIgnoreSpec

from tools.render import ROOT

CLASSES = ("template", "must_exist", "seeded")
_FILE = Path(__file__).parent.parent / "layout" / "ownership.toml"


def decided(path: str) -> list[str]:
    """The classes that ownership.toml has for it; one, if all is well."""
    return [name for name, patterns in _decisions().items() if patterns.match_file(path)]


def class_by_settings(path: str, *, seeded: Iterable[str], settings: Path | None = None) -> str:
    """What an update does with it, by copier.yml, where the slices `seeded` were there before."""
    patterns = _patterns(settings or ROOT / "copier.yml", tuple(seeded))
    for name, spec in patterns.items():
        if spec.match_file(path):
            return name
    return "template"


@cache
def _decisions() -> dict[str, GitIgnoreSpec]:
    decisions = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    assert set(decisions) == set(CLASSES)
    return {name: GitIgnoreSpec.from_lines(decisions[name]) for name in CLASSES}


@cache
def _patterns(settings: Path, seeded: tuple[str, ...]) -> dict[str, GitIgnoreSpec]:
    """The lists of the settings, as an update renders and matches them; the first one wins."""
    questions = yaml.safe_load(settings.read_text(encoding="utf-8"))
    context = {"_copier_operation": "update", "seeded": list(seeded)}
    lists = {"seeded": questions["_exclude"], "must_exist": questions["_skip_if_exists"]}
    return {name: GitIgnoreSpec.from_lines(_rendered(lists[name], context)) for name in lists}


def _rendered(patterns: list[str], context: dict[str, Any]) -> list[str]:
    texts = [jinja2.Template(pattern).render(context) for pattern in patterns]
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]
