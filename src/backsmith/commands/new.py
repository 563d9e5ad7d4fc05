"""`backsmith new`: a new service, by questions or by flags."""

from pathlib import Path
from typing import Annotated

import typer

from backsmith.commands.answer_options import (
    DataFileOption,
    DataOption,
    DefaultsOption,
    JsonOption,
    RefOption,
    TemplateOption,
)
from backsmith.question_flags import flags_of


def new(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="Where it is written. [default: by its name]"),
    ] = None,
    defaults: DefaultsOption = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")
    ] = False,
    git: Annotated[
        bool | None,
        typer.Option(
            "--git/--no-git",
            help="Commit it, as the first commit of a repository. "
            "[default: where it is in none, and git knows who commits]",
        ),
    ] = None,
    data: DataOption = None,
    data_file: DataFileOption = None,
    template: TemplateOption = None,
    ref: RefOption = None,
    json: JsonOption = False,
) -> None:
    """Generate a service, by questions or by flags.

    What a flag or a file answers is not asked. What comes of it is shown before it is written.
    """
    from backsmith import screen, tables
    from backsmith.generating.answering import questionnaire_of, refuse_open
    from backsmith.generating.answers import given_by
    from backsmith.generating.drafts import refuse_taken
    from backsmith.generating.generation import Writer
    from backsmith.generating.prompts import keys_kept_quiet
    from backsmith.sources import source_of
    from backsmith.templates import opened

    given = given_by(flags_of(context), data or (), data_file or ())
    target = folder.expanduser().absolute() if folder else None
    if target:
        refuse_taken(target)
    with opened(source_of(template), ref) as found:
        if not json:
            tables.paragraph(screen.notes(), f"Template {found.shown}", style="dim")
        questionnaire = questionnaire_of(found, given)
        writer = Writer(target, git, is_dry=dry_run, is_json=json)
        if defaults:
            writer.write_unasked(questionnaire)
        elif screen.is_interactive() and not json:
            with keys_kept_quiet():
                writer.ask_then_write(questionnaire)
        else:
            refuse_open(questionnaire.answered())
            writer.write_unasked(questionnaire)
