"""`backsmith plan`: what a set of answers would give. Nobody is asked, and nothing is written."""

import typer

from backsmith.commands.answer_options import (
    DataFileOption,
    DataOption,
    JsonOption,
    RefOption,
    TemplateOption,
)
from backsmith.question_flags import flags_of


def plan(
    context: typer.Context,
    data: DataOption = None,
    data_file: DataFileOption = None,
    template: TemplateOption = None,
    ref: RefOption = None,
    json: JsonOption = False,
) -> None:
    """Show what a set of answers gives, and write nothing.

    Where nothing is answered, it is as proposed.
    """
    from backsmith import screen
    from backsmith.generating import plan_screen
    from backsmith.generating.answering import questionnaire_of
    from backsmith.generating.answers import given_by
    from backsmith.generating.planning import planned
    from backsmith.sources import source_of
    from backsmith.templates import opened

    given = given_by(flags_of(context), data or (), data_file or ())
    with (
        opened(source_of(template), ref) as found,
        planned(questionnaire_of(found, given)) as made,
    ):
        if json:
            screen.print_json(made.as_data)
        else:
            plan_screen.show(made, screen.results())
