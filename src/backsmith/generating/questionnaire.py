"""Copier's questions, evaluated by Copier's own code, without asking anybody anything.

Which are asked, what they propose and which answers they take is for copier.yml alone to say. What
this adds is that it goes on after a fault, so that all are told at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from copier._main import Worker
from copier._types import MISSING, Phase
from copier._user_data import AnswersMap, Question
from copier.errors import CopierError

from backsmith.templates import Template


@dataclass
class Answered:
    """Every question, gone through once."""

    answers: dict[str, Any] = field(default_factory=dict)
    """To all questions, those that are not asked among them."""
    proposed: list[str] = field(default_factory=list)
    """Those that nobody answered though they are asked: they have what is proposed."""
    hidden: list[str] = field(default_factory=list)
    """Those that no answers file has: what they would ask does not arise."""
    needless: list[str] = field(default_factory=list)
    """Those that somebody answered though they are not asked."""
    faults: dict[str, str] = field(default_factory=dict)


class Described(NamedTuple):
    """A question for who reads about it."""

    name: str
    text: str
    choices: dict[Any, str]
    """What each answer means, where it has only some."""
    default: Any
    """What it proposes where nothing is answered."""
    is_asked: bool


class Questionnaire:
    """Of one template. `given` are answers that need no asking."""

    def __init__(self, template: Template, given: Mapping[str, Any]) -> None:
        self.template = template
        self.given = dict(given)
        self._worker = Worker(
            src_path=template.source.url, data=self.given, defaults=True, quiet=True, unsafe=True
        )
        vars(self._worker)["template"] = template.copy

    def next(self, said: Mapping[str, Any], kept: Mapping[str, Any]) -> Question | None:
        """The first that is asked and not said yet. `kept` is what it proposes instead of its own
        default: what somebody said before they went back."""
        with Phase.use(Phase.PROMPT):
            for question, is_asked in self._walk(self.given, kept):
                name = question.var_name
                if not is_asked or name in self.given:
                    self._settle(question)
                elif name in said:
                    question.answers.user[name] = said[name]
                else:
                    return question
        return None

    def answered(self, said: Mapping[str, Any] | None = None) -> Answered:
        """All of it, with what is proposed where nothing is said."""
        given = {**self.given, **(said or {})}
        done = Answered()
        with Phase.use(Phase.PROMPT):
            for question, is_asked in self._walk(given, {}):
                name = question.var_name
                if is_asked and name not in given:
                    done.proposed.append(name)
                if not question.get_when():
                    done.hidden.append(name)
                    if name in given:
                        done.needless.append(name)
                if fault := self._settle(question):
                    done.faults[name] = fault
                done.answers[name] = question.answers.user.get(name)
        return done

    def described(self) -> list[Described]:
        """Every question as it is with these answers."""
        found = []
        proposed = Questionnaire(self.template, {}).answered().answers
        with Phase.use(Phase.PROMPT):
            for question, is_asked in self._walk(self.given, {}):
                choices = {
                    choice.value: str(choice.title) for choice in question._formatted_choices
                }
                self._settle(question)
                name, text = question.var_name, question.get_message().strip()
                found.append(Described(name, text, choices, proposed[name], is_asked))
        return found

    def _walk(
        self, given: Mapping[str, Any], kept: Mapping[str, Any]
    ) -> Iterator[tuple[Question, bool]]:
        """Each question as it is once those before it are settled, and whether it is asked."""
        worker = self._worker
        worker.answers = AnswersMap(
            init=dict(given),
            user_defaults=dict(kept),
            metadata=self.template.copy.metadata,
            external=worker._external_data(),
        )
        for name, details in self.template.questions.items():
            question = Question(
                answers=worker.answers,
                context=worker._render_context(),
                jinja_env=worker.jinja_env,
                settings=worker.settings,
                var_name=name,
                **details,
            )
            yield question, question.get_when() and (question.get_ask() or name in given)

    def _settle(self, question: Question) -> str | None:
        """Answers it by what is given, else by what it proposes; says what is wrong with that."""
        name = question.var_name
        try:
            answer = question.get_default()
        except (ValueError, TypeError, CopierError) as error:
            question.answers.init.pop(name, None)
            question.answers.user_defaults.pop(name, None)
            return reason_of(error)
        if answer is MISSING:
            return "needs an answer." if question.get_when() and question.get_ask() else None
        question.answers.user[name] = answer
        return None


def reason_of(error: Exception) -> str:
    """Copier's message, without what it says before it, as a sentence."""
    text = " ".join(str(error).split()) or "is no answer to it"
    if text.startswith(("Validation error for", "Invalid choice for")):
        text = text.partition(": ")[2]
    return text if text.endswith((".", "?", "!")) else f"{text}."
