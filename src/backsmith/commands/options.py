"""`backsmith options`: the questions, their answers, and what each turns on."""

from typing import TYPE_CHECKING, Any

from backsmith.commands.answer_options import JsonOption, ProjectOption, RefOption, TemplateOption
from backsmith.question_flags import flag_of

if TYPE_CHECKING:
    from rich.console import Console

    from backsmith.generating.questionnaire import Described


def options(
    project: ProjectOption = None,
    template: TemplateOption = None,
    ref: RefOption = None,
    json: JsonOption = False,
) -> None:
    """List the questions, and what their answers turn on.

    In a project also what is answered there.
    """
    from backsmith import screen
    from backsmith.standpoints import standpoint

    with standpoint(project, template, ref) as here:
        turned_on = _turned_on(here.template.catalogue)
        told = [_told(question, turned_on, here.answers) for question in here.questions]
        if json:
            screen.print_json({**here.as_data, "questions": told})
            return
        for question in told:
            _show(question, screen.results())


def _turned_on(catalogue: Any) -> dict[tuple[str, str], list[str]]:
    """Features, by question and answer."""
    by_items = {
        (checklist.question, item.name): list(item.features)
        for checklist in catalogue.CHECKLISTS
        for item in checklist.items
    }
    by_answers = {
        (name, value): list(option.features)
        for name, question in catalogue.QUESTIONS.items()
        for value, option in question.options.items()
    }
    by_profiles = {
        ("profile", profile): [
            feature
            for item in catalogue.CHECKLISTS.choosable.values()
            for feature in item.features
            if profile in item.profiles
        ]
        for profile in catalogue.PROFILES
    }
    return {**by_profiles, **by_items, **by_answers}


def _told(
    question: "Described", turned_on: dict[tuple[str, str], list[str]], answers: Any
) -> dict[str, Any]:
    name = question.name
    told: dict[str, Any] = {
        "name": name,
        "flag": flag_of(name),
        "text": question.text,
        "default": question.default,
        "is_asked": question.is_asked,
        "choices": [
            {"value": value, "title": title, "turns_on": turned_on.get((name, value), [])}
            for value, title in question.choices.items()
        ],
    }
    return {**told, "answer": answers[name]} if name in answers else told


def _show(question: dict[str, Any], console: "Console") -> None:
    from rich.text import Text

    from backsmith import tables

    tables.title(console, question["flag"])
    tables.paragraph(console, question["text"], indent=2, style="dim")
    for label, value in _values(question).items():
        tables.paragraph(console, f"{label}: {value}", indent=2, style="green")
    rows = []
    for choice in question["choices"]:
        value = str(choice["value"])
        text = Text(choice["title"] if choice["title"] != value else "")
        if choice["turns_on"]:
            text.append(f"\nturns on {', '.join(choice['turns_on'])}", style="dim")
        rows.append((value, text))
    tables.rows(console, rows, indent=4)


def _values(question: dict[str, Any]) -> dict[str, str]:
    told = {"default": question["default"], "here": question.get("answer")}
    return {label: _in_words(value) for label, value in told.items() if value is not None}


def _in_words(value: Any) -> str:
    if isinstance(value, list):
        names = [str(v.get("name", v)) if isinstance(v, dict) else str(v) for v in value]
        return ", ".join(names) or "none"
    return str(value)
