"""`backsmith add resource`: what it takes."""

from pathlib import Path
from typing import Annotated

import typer

from backsmith.commands.project_options import (
    HERE,
    DryRunOption,
    JsonOption,
    ProjectOption,
    YesOption,
    how,
    project_in,
)
from backsmith.faults import CommandError, Exit

add = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_FIELDS = (
    "name:type with modifiers: optional, unique, searchable, sortable, a length for a text, and "
    "key=value. belongs_to refers to another resource."
)
_EXAMPLES = """Add a kind of thing to a project: its slice, its tests, its lines in the registry.

\b
  backsmith add resource invoice number:string:20:unique amount:decimal:12,2:min=0 \\
      status:enum:values=open,paid:default=open company:belongs_to
  backsmith add resource --from schema.json
  backsmith add resource --from-database postgresql://me@127.0.0.1/shop --table orders
"""


@add.callback()
def _group() -> None:
    """Add resources to a project."""


@add.command("resource", help=_EXAMPLES)
def resource(
    name: Annotated[str | None, typer.Argument(help="Singular, as in purchase_order.")] = None,
    fields: Annotated[list[str] | None, typer.Argument(help=_FIELDS)] = None,
    plural: Annotated[
        str | None, typer.Option(help="Where the rule of English is wrong: people.")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Resources in YAML, or a JSON Schema."),
    ] = None,
    database: Annotated[
        str | None,
        typer.Option("--from-database", metavar="URL", help="Tables of a database."),
    ] = None,
    tables: Annotated[
        list[str] | None,
        typer.Option("--table", metavar="NAME", help="Of the database; else all of them."),
    ] = None,
    printed: Annotated[
        bool, typer.Option("--print", help="Only print what was read, as YAML for --from.")
    ] = False,
    migrate: Annotated[
        bool, typer.Option("--migrate", help="Make the migration and run it as well.")
    ] = False,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    as_json: JsonOption = False,
    project: ProjectOption = HERE,
) -> None:
    from backsmith.resources.reading import Form, read, to_yaml

    spec = read(Form(name, fields or [], plural, file, database, tables or []))
    if printed:
        typer.echo(to_yaml(spec), nl=False)
        for sentence in (*spec.notes, *spec.faults):
            typer.echo(sentence, err=True)
        raise typer.Exit(Exit.REFUSED if spec.faults else Exit.DONE)
    if migrate and dry_run:
        raise CommandError("--migrate and --dry-run exclude each other.", code=Exit.USAGE)

    from backsmith.resources.additions import add_resources

    wish = how(dry_run, yes, as_json)._replace(with_diff=False)
    raise typer.Exit(add_resources(project_in(project), spec, wish, migrate=migrate))
