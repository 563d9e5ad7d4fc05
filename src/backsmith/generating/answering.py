"""From what was typed to a set of answers that the template takes, or to all that is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from copier.errors import CopierError

from backsmith import screen
from backsmith.faults import CommandError
from backsmith.generating.answers import Given, unknown_in
from backsmith.generating.questionnaire import Answered, Questionnaire
from backsmith.question_flags import flag_of
from backsmith.templates import Template


def questionnaire_of(template: Template, given: Given) -> Questionnaire:
    """Raises CommandError with every fault of what is given: nothing has been asked by then."""
    with copiers_faults():
        questionnaire = Questionnaire(template, given.all)
        answered = questionnaire.answered()
        faults = [
            *unknown_in(given, template.questions),
            *faults_of(questionnaire, answered, given.all),
            *_needless(answered, given),
        ]
    if faults:
        raise CommandError(*faults)
    return questionnaire


def faults_of(
    questionnaire: Questionnaire, answered: Answered, given: Mapping[str, Any]
) -> list[str]:
    """The catalogue's sentences are better than Copier's: of one answer they are told instead.
    What is only missing is no fault of what is given."""
    said = {n: given.get(n) if n in answered.faults else a for n, a in answered.answers.items()}
    told = questionnaire.template.catalogue.faults_of(_complete(said))
    about = {sentence.partition(":")[0] for sentence in told}
    copiers = [
        f"{name}: {reason}"
        for name, reason in answered.faults.items()
        if name in given and name not in about
    ]
    return [*told, *copiers]


def refuse_open(answered: Answered) -> None:
    """Where nobody can be asked. Raises CommandError."""
    if answered.proposed:
        flags = ", ".join(map(flag_of, answered.proposed))
        raise CommandError(
            "There is no terminal to ask in. Add --defaults to take what is proposed, "
            f"or answer the rest: {flags}."
        )


def refuse_missing(answered: Answered) -> None:
    """What has no default has to be said. Raises CommandError."""
    if answered.faults:
        raise CommandError(
            *(f"{flag_of(name)}: {reason}" for name, reason in answered.faults.items())
        )


def counting(answered: Answered, template: Template) -> dict[str, Any]:
    """Answers as the answers file will have them: of what is asked, and of what never is."""
    hidden = {*answered.hidden, *template.copy.secret_questions}
    return {name: value for name, value in answered.answers.items() if name not in hidden}


@contextmanager
def copiers_faults() -> Iterator[None]:
    """Copier's faults are told as ours are: no traceback for what a person got wrong."""
    try:
        yield
    except CopierError as error:
        raise CommandError(*_sentences(error)) from None
    except (ValueError, TypeError) as error:
        if "copier" not in _raised_in(error):
            raise
        raise CommandError(*_sentences(error)) from None


def _needless(answered: Answered, given: Given) -> list[str]:
    """Who types an answer wants it to count. A file may be of more than one set of answers."""
    for name in answered.needless:
        if name not in given.typed:
            screen.notes().print(
                f"{name} is not asked with these answers: passed over.", markup=False
            )
    return [
        f"{name}: is not asked with these answers, so it would change nothing: "
        f"leave it out, or change what opens it{_opens(name)}."
        for name in answered.needless
        if name in given.typed
    ]


def _opens(name: str) -> str:
    return " (--profile custom)" if name.endswith("_checklist") else ""


def _complete(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answers.items() if value is not None}


def _sentences(error: Exception) -> Sequence[str]:
    return getattr(error, "faults", None) or str(error).splitlines() or [type(error).__name__]


def _raised_in(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return trace.tb_frame.f_globals.get("__name__", "") if trace else ""
