"""One form of several: what a command line says of where resources come from."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from backsmith.faults import CommandError, Exit
from backsmith.resources.spec import Spec


class Form(NamedTuple):
    """As it was typed."""

    name: str | None
    fields: Sequence[str]
    plural: str | None
    file: Path | None
    database: str | None
    tables: Sequence[str]


def read(form: Form) -> Spec:
    """Raises CommandError where two forms are mixed, or none is said."""
    said = [form.name is not None, form.file is not None, form.database is not None]
    if sum(said) != 1:
        raise _usage("Say a name with fields, or --from FILE, or --from-database URL: one of them.")
    if form.plural and form.name is None:
        raise _usage("--plural goes with a name: a file says it as plural.")
    if form.tables and form.database is None:
        raise _usage("--table goes with --from-database.")
    if form.name is not None:
        from backsmith.resources.inline import read_inline

        return read_inline(form.name, form.fields, form.plural)
    if form.file is not None:
        from backsmith.resources.files import read_file

        return read_file(form.file)
    from backsmith.resources.tables import read_tables

    return read_tables(str(form.database), form.tables)


def to_yaml(spec: Spec) -> str:
    """As `--from` reads it."""
    import yaml

    entries = {"resources": spec.resources}
    return yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=1000)


def _usage(sentence: str) -> CommandError:
    return CommandError(sentence, code=Exit.USAGE)
