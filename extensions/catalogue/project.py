"""What the answers say of the project as a whole."""

import json
from collections.abc import Mapping
from functools import cached_property

from pydantic import BaseModel, ConfigDict

from . import naming
from .code import literal
from .faults import CatalogueError
from .layers import FRAMEWORK_TITLES
from .licenses import LICENSES, License

PYTHONS = ("3.11", "3.12", "3.13")
"""The oldest that a service may have to run on."""

_TEXTS = {"project_name": 100, "description": 300, "author": 100}


class Project(BaseModel):
    model_config = ConfigDict(frozen=True)

    name: str
    description: str
    author: str
    framework_title: str
    python_version: str
    license: License

    @cached_property
    def slug(self) -> str:
        return naming.slug_of(self.name)

    @property
    def name_literal(self) -> str:
        return literal(self.name)

    @property
    def description_literal(self) -> str:
        return literal(self.description)

    @property
    def description_toml(self) -> str:
        """As JSON writes it, but for pairs of surrogates: TOML has the letters themselves."""
        return json.dumps(self.description, ensure_ascii=False)

    @property
    def python_tag(self) -> str:
        """As ruff writes a version: `py311`."""
        return "py" + self.python_version.replace(".", "")


def read_project(answers: Mapping[str, object]) -> Project:
    """Raises CatalogueError with one sentence for each text that is not one line."""
    refuse_texts({name: answers.get(name) for name in _TEXTS})
    return Project(
        name=str(answers["project_name"]).strip(),
        description=str(answers["description"]).strip(),
        author=str(answers["author"]).strip(),
        framework_title=FRAMEWORK_TITLES[str(answers["framework"])],
        python_version=str(answers["python_version"]),
        license=LICENSES[str(answers["license"])],
    )


def refuse_texts(answers: Mapping[str, object]) -> None:
    """Those that are answered. Raises CatalogueError."""
    faults = []
    for name, longest in _TEXTS.items():
        if name not in answers:
            continue
        text = answers[name]
        optional = name != "project_name"
        if not isinstance(text, str) or not text.isprintable() or len(text) > longest:
            faults.append(f"{name}: should be one line of at most {longest} characters.")
        elif not optional and not text.strip():
            faults.append(f"{name}: must not be empty.")
    if faults:
        raise CatalogueError(faults)
