"""A repository of this template with two tags: v1 as it is now, v2 with a change in every file."""

import re
import shutil
from pathlib import Path

from tests.support.layers import sources
from tests.support.rendering import made_once, template
from tests.support.repositories import commit, repository, tag

MARK = "Changed in version 2."
"""In every file of v2, as a comment."""

_HASH_AT_TOP = (
    *(".cfg", ".gitignore", ".dockerignore", ".editorconfig", ".env.example", ".mk", ".toml"),
    *(".txt", ".yaml", ".yml", "Makefile"),
)
_DOCSTRING = re.compile(r'\A"""(?:.|\n)*?"""\n')
_MARKER = "#\n# Yours, from here on.\n#\n"


def two_versions() -> Path:
    """The repository; its newest tag is v2."""
    return made_once("two-versions", _make)


def changed(target: str, text: str) -> str:
    """The text of a file with a harmless change; `target` is its path in a service."""
    if target.endswith(".py"):
        return _changed_python(text)
    if target.endswith(".md"):
        return f"{text}\n<!-- {MARK} -->\n"
    if target.endswith(".mako"):
        return f"{text}## {MARK}\n"
    if target.endswith(_HASH_AT_TOP):
        return _changed_lists(f"# {MARK}\n{text}")
    return f"{text.rstrip()}\n\n# {MARK}\n"


def _changed_python(text: str) -> str:
    """Below the docstring, where people write as well; at the end where there is no more."""
    docstring = _DOCSTRING.match(text)
    if docstring is None:
        return f"# {MARK}\n{text}"
    rest = text[docstring.end() :].lstrip("\n")
    return f"{docstring[0]}\n# {MARK}\n" + (f"\n{rest}" if rest else "")


def _changed_lists(text: str) -> str:
    """Also the line above each marker: as near to what is the owner's as the template may come."""
    return text.replace(_MARKER, f"# {MARK} Above the marker.\n{_MARKER}")


def _make(place: Path) -> Path:
    repository(place)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(template(), place, dirs_exist_ok=True, ignore=ignored)
    commit(place, "v1")
    tag(place, "v1")
    for source in sources(place / "template"):
        answers = source.target == "{{ _copier_conf.answers_file }}"
        target = ".copier-answers.yml" if answers else source.target
        source.file.write_text(changed(target, source.text))
    core = place / "extensions" / "catalogue" / "features" / "core.toml"
    core.write_text(core.read_text().replace('"uuid-utils>=1.2,', '"uuid-utils>=1.2.0,'))
    commit(place, "v2")
    tag(place, "v2")
    return place
