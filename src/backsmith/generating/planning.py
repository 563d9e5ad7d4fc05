"""Plans of answers, with a bar while they are made."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

from backsmith import screen
from backsmith.faults import CommandError
from backsmith.generating.answering import copiers_faults, counting, faults_of, refuse_missing
from backsmith.generating.drafts import drafted
from backsmith.generating.plans import Plan
from backsmith.generating.questionnaire import Questionnaire


@contextmanager
def planned(
    questionnaire: Questionnaire, said: Mapping[str, Any] | None = None, name: str | None = None
) -> Iterator[Plan]:
    """What is given and said, and for the rest what is proposed. Its draft is there until the end,
    in a folder of this name. Raises CommandError with every fault."""
    template = questionnaire.template
    given = {**questionnaire.given, **(said or {})}
    with ExitStack() as until_the_end:
        with copiers_faults():
            answered = questionnaire.answered(said)
            if faults := faults_of(questionnaire, answered, given):
                raise CommandError(*faults)
            refuse_missing(answered)
            outline = template.catalogue.outline_of(answered.answers)
            with screen.progress("Rendering") as step:
                draft = drafted(template, given, name or outline.name, step)
                made = until_the_end.enter_context(draft)
        yield Plan(template, counting(answered, template), outline, made)
