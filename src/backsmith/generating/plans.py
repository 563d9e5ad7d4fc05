"""What a set of answers gives, told as data: the JSON of `plan` and of `new --dry-run`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

from backsmith.generating.drafts import Draft
from backsmith.templates import Template


class Plan(NamedTuple):
    template: Template
    answers: Mapping[str, Any]
    """By the questions that count: an answers file has the same."""
    outline: Any
    draft: Draft

    @property
    def counts(self) -> dict[str, int]:
        """Lines of all checklists, by their state."""
        standings = self.outline.standings
        return {
            "always": sum(standing.count("always") for standing in standings),
            "chosen": sum(standing.count("chosen") for standing in standings),
            "left_out": sum(standing.count("left-out") for standing in standings),
        }

    @property
    def as_data(self) -> dict[str, Any]:
        files = [file.as_posix() for file in self.draft.files]
        outline = self.outline
        return {
            "template": template_data(self.template),
            "answers": dict(self.answers),
            "features": [_told(feature, "name", "title", "help") for feature in outline.features],
            "services": [_told(service, "title", "image") for service in outline.services],
            "settings": [_told(setting, "name", "default", "help") for setting in outline.settings],
            "commands": [_told(command, "target", "help") for command in outline.commands],
            "packages": list(outline.packages),
            "checklists": self.counts,
            "folders": dict(folders_of(self.draft.files)),
            "files": files,
        }


def template_data(template: Template) -> dict[str, Any]:
    return {"source": template.source.url, "version": template.commit}


def folders_of(files: Sequence[PurePath], deepest: int = 3) -> list[tuple[str, int]]:
    """How many files are in each folder, those below it among them; the project itself is `.`."""
    counted: Counter[str] = Counter()
    for file in files:
        inside = [parent.as_posix() for parent in file.parents]
        counted.update(folder for folder in inside if len(PurePath(folder).parts) <= deepest)
    return sorted(counted.items())


def _told(thing: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}
