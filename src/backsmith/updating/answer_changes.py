"""`backsmith set`: other answers of a project, at the version of the template that it has."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from difflib import get_close_matches
from typing import Any

import yaml

from backsmith.checkouts import shared_checkouts
from backsmith.copier_runs import sentences_of
from backsmith.examining.soundness import (
    open_as_recorded,
    require_sound,
    require_source,
    require_version,
)
from backsmith.faults import CommandError, Exit
from backsmith.projects import Project
from backsmith.templates import Template
from backsmith.updating.changes import How, carry_out, ready
from backsmith.updating.rehearsals import Request


def set_answers(project: Project, pairs: Mapping[str, str], how: How) -> Exit:
    """Raises CommandError, and then nothing has changed."""
    with ExitStack() as stack:
        template = open_for_change(stack, project)
        answers = read_answers(pairs, template)
        refuse_unasked(answers, project, template)
        title = "Set " + ", ".join(f"{name}={value}" for name, value in pairs.items())
        return carry_out(project, Request(answers), how, title=title)


def open_for_change(stack: ExitStack, project: Project) -> Template:
    """At the version that the project has, which is settled, clean and sound by then. Raises
    CommandError."""
    stack.enter_context(ready(project))
    stack.enter_context(shared_checkouts())
    version = require_version(project)
    template = open_as_recorded(stack, require_source(project), version)
    require_sound(project, template)
    return template


def read_answers(pairs: Mapping[str, str], template: Template) -> dict[str, Any]:
    """By the type of each question. Raises CommandError: a sentence for each that is none."""
    unknown = [name for name in pairs if name not in template.questions]
    if unknown:
        raise CommandError(*(_unknown(name, template.questions) for name in unknown))
    answers = {name: _read(template.questions[name], text) for name, text in pairs.items()}
    faults = [
        f"{name}: there is no {answers[name]}: choose of {', '.join(allowed)}."
        for name in pairs
        if (allowed := _choices(template.questions[name])) and answers[name] not in allowed
    ]
    if faults:
        raise CommandError(*faults)
    return answers


def refuse_unasked(answers: Mapping[str, Any], project: Project, template: Template) -> None:
    """What the catalogue says no to, and answers that would be dropped. Raises CommandError."""
    all_of_them = {**project.answers, **answers}
    there = {"_copier_conf": {"dst_path": str(project.folder)}, "_copier_operation": "update"}
    catalogue = template.catalogue
    try:
        catalogue.context_of({**all_of_them, **there, "_copier_phase": "render"})
    except catalogue.CatalogueError as error:
        raise CommandError(*sentences_of(error)) from error
    asked = catalogue.Questions(all_of_them)
    questions = template.questions
    dropped = [n for n in answers if "when" in questions[n] and not asked.asks(n)]
    if dropped:
        raise CommandError(*(_not_asked(name) for name in dropped))


def _not_asked(name: str) -> str:
    if name.endswith("_checklist"):
        return f"{name} counts where profile=custom: say that too, or use backsmith enable."
    return f"{name} is not asked of this service: turn on what it belongs to first."


def _read(question: Mapping[str, Any], text: str) -> Any:
    """A list may be written with commas alone."""
    if question.get("multiselect") and not text.strip().startswith("["):
        return [name.strip() for name in text.split(",") if name.strip()]
    if not question.get("multiselect") and question.get("type", "str") == "str":
        return text
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise CommandError(f"{text}: is no YAML: {' '.join(str(error).split())}.") from None


def _choices(question: Mapping[str, Any]) -> list[str]:
    """Where the file itself tells them; the catalogue knows the others."""
    choices = question.get("choices")
    if not choices or isinstance(choices, str):
        return []
    return [str(choice) for choice in (choices.values() if isinstance(choices, dict) else choices)]


def _unknown(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), n=1)
    hint = f"did you mean {close[0]}?" if close else f"choose of {', '.join(known)}."
    return f"{name}: there is no such question: {hint}"
