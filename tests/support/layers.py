"""The folders and files of `template/`, taken apart into layer and path."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.render import ROOT

TEMPLATE = ROOT / "template"
SUFFIX = ".jinja"
YIELD_PART = "{% yield resource from resources %}{{ resource.plural }}{% endyield %}"

ANSWERS = "{{ _copier_conf.answers_file }}.jinja"
"""The one file that Copier wants outside of all layers. It is in every service."""

_PART = re.compile(r"\{\{ (feature|stack)\.([a-z0-9_]+) \}\}")


@dataclass(frozen=True)
class Source:
    """One file of the template."""

    file: Path
    feature: str
    stack: str
    target: str
    """Its path in a service, without the suffix; a loop over resources as it is written."""

    @property
    def name(self) -> str:
        return self.file.relative_to(TEMPLATE).as_posix()

    @property
    def parts(self) -> tuple[str, ...]:
        return self.file.relative_to(TEMPLATE).parts

    @property
    def is_rendered(self) -> bool:
        return self.file.name.endswith(SUFFIX)

    @property
    def is_python(self) -> bool:
        return self.target.endswith(".py")

    @property
    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")


def sources(template: Path = TEMPLATE) -> list[Source]:
    """Every file. Raises ValueError for one that lies in no layer, and has no right to."""
    return list(_read(template))


def _read(template: Path) -> Iterator[Source]:
    for file in sorted(template.rglob("*")):
        if not file.is_file() or "__pycache__" in file.parts or file.name == ".DS_Store":
            continue
        if file == template / ANSWERS:
            yield Source(file, "core", "any", ANSWERS.removesuffix(SUFFIX))
            continue
        feature, stack, *rest = (*file.relative_to(template).parts, "", "")[:-2]
        kinds = [_PART.fullmatch(part) for part in (feature, stack)]
        if [kind and kind[1] for kind in kinds] != ["feature", "stack"] or not rest:
            raise ValueError(f"{file.relative_to(template)} lies in no layer")
        names = [kind[2] for kind in kinds if kind]
        yield Source(file, names[0], names[1], "/".join(rest).removesuffix(SUFFIX))
