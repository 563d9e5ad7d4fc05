"""From where a list is looked at: a project as it is, or the template alone."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from backsmith.generating.answering import copiers_faults
from backsmith.generating.plans import template_data
from backsmith.generating.questionnaire import Described, Questionnaire
from backsmith.projects import ANSWERS, Project
from backsmith.sources import source_of
from backsmith.templates import Template, opened


class Standpoint(NamedTuple):
    template: Template
    project: Project | None
    answers: Mapping[str, Any]
    """Of the project; none outside of one."""

    @property
    def questions(self) -> list[Described]:
        with copiers_faults():
            return Questionnaire(self.template, self.answers).described()

    @property
    def states(self) -> dict[str, str]:
        """Where the project stands on each line of the checklists; nothing outside of one."""
        if self.project is None:
            return {}
        with copiers_faults():
            answered = Questionnaire(self.template, self.answers).answered()
            outline = self.template.catalogue.outline_of(answered.answers)
        return {line.item.id: line.state for s in outline.standings for line in s.lines}

    @property
    def as_data(self) -> dict[str, Any]:
        folder = self.project and str(self.project.folder)
        return {"template": template_data(self.template), "project": folder}


@contextmanager
def standpoint(folder: Path | None, template: str | None, ref: str | None) -> Iterator[Standpoint]:
    """The project that is named, else the one of this folder, if it is one: at the version of the
    template that it has. Where a template or a version is named, that one is looked at."""
    project = _project(folder)
    recorded, commit = (project.source, project.commit) if project else (None, None)
    with opened(source_of(template, recorded), ref or (None if template else commit)) as found:
        known = found.questions
        answers = project.answers if project else {}
        yield Standpoint(found, project, {n: a for n, a in answers.items() if n in known})


def _project(folder: Path | None) -> Project | None:
    if folder is not None:
        return Project(folder)
    here = Path.cwd()
    return Project(here) if (here / ANSWERS).is_file() else None
