"""The questions of a template, put to a person, back and forth."""

from collections.abc import Callable
from typing import Any

from copier._types import MISSING
from copier._user_data import Question

from backsmith.generating.effects import Effects
from backsmith.generating.prompts import BACK, Asker, Kind, Option, Prompt
from backsmith.generating.questionnaire import Questionnaire, reason_of


class Interview:
    """Goes on from where it stands, so that whoever comes after it may send a person back."""

    def __init__(self, questionnaire: Questionnaire, asker: Asker) -> None:
        self.said: dict[str, Any] = {}
        self._kept: dict[str, Any] = {}
        self._questionnaire = questionnaire
        self._effects = Effects(questionnaire)
        self._asker = asker

    @property
    def name(self) -> str:
        """As one word, of what is being asked about."""
        answers = self._questionnaire.answered(self.said).answers
        return self._questionnaire.template.catalogue.outline_of(answers).name

    def go_on(self) -> None:
        """Until nothing is open. Raises KeyboardInterrupt where the person has enough."""
        while (question := self._questionnaire.next(self.said, self._kept)) is not None:
            answer = self._asker.ask(self._prompt_of(question))
            if answer is BACK:
                self.go_back()
            else:
                self.said[question.var_name] = question.parse_answer(answer)

    def go_back(self) -> bool:
        """The last answer is open again, and proposed. False where nothing was asked."""
        if not self.said:
            return False
        name, answer = self.said.popitem()
        self._kept[name] = answer
        return True

    def _prompt_of(self, question: Question) -> Prompt:
        kind = _kind(question)
        return Prompt(
            message=question.get_message().strip(),
            kind=kind,
            default=_default(question, kind),
            options=self._options(question),
            check=self._check(question),
            has_before=bool(self.said),
            is_secret=question.secret,
            is_multiline=kind == "text" and question.get_multiline(),
        )

    def _options(self, question: Question) -> list[Option]:
        choices = question._formatted_choices
        name, values = question.var_name, [choice.value for choice in choices]
        titles = self._effects.titles(name)
        told = self._effects.told(name, values, self.said)
        return [
            Option(
                title=titles.get(choice.value, str(choice.title)),
                value=choice.value,
                about=told.get(choice.value, ""),
                refused=str(choice.disabled or ""),
            )
            for choice in choices
        ]

    def _check(self, question: Question) -> Callable[[Any], str | None]:
        name = question.var_name

        def fault(text: Any) -> str | None:
            try:
                answer = question.parse_answer(text)
                question.validate_answer(answer)
            except (ValueError, TypeError) as error:
                return reason_of(error)
            about = f"{name}: "
            faults = self._questionnaire.template.catalogue.faults_of({**self.said, name: answer})
            return next((f.removeprefix(about) for f in faults if f.startswith(about)), None)

        return fault


def _kind(question: Question) -> Kind:
    if question.choices:
        return "many" if question.multiselect else "one"
    return "yes" if question.get_type_name() == "bool" else "text"


_BLANK: dict[Kind, Any] = {"many": [], "one": None, "text": "", "yes": False}


def _default(question: Question, kind: Kind) -> Any:
    try:
        default = question.get_default()
    except (ValueError, TypeError):  # what was said before going back is no choice any more
        question.answers.user_defaults.pop(question.var_name, None)
        default = question.get_default()
    if default is MISSING:
        return _BLANK[kind]
    return question.get_default_rendered() if kind == "text" else default
