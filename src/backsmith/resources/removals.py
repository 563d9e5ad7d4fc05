"""A resource is taken out of a project. Its files and its table are for the owner to remove."""

from collections.abc import Iterator, Sequence

from backsmith import templates
from backsmith.checkouts import shared_checkouts
from backsmith.faults import CommandError, Exit
from backsmith.projects import Project
from backsmith.resources.checks import plural_of, present_in
from backsmith.resources.slices import django_label, folders_of
from backsmith.resources.spec import Entry
from backsmith.sources import source_of
from backsmith.updating import changes
from backsmith.updating.changes import How
from backsmith.updating.rehearsals import Request


def remove_resource(project: Project, name: str, how: How) -> Exit:
    """Raises CommandError, and then nothing has changed."""
    present = present_in(project)
    _refuse(name, present)
    with shared_checkouts():
        with templates.opened(source_of(None, project.source), project.commit) as template:
            plural = plural_of(template.catalogue, present, name)
        return changes.carry_out(
            project,
            Request({"resources": [entry for entry in present if entry["name"] != name]}),
            how,
            title=f"Remove {name}",
            notes=list(_left(project, plural)),
        )


def _refuse(name: str, present: Sequence[Entry]) -> None:
    names = [str(entry["name"]) for entry in present]
    if name not in names:
        raise CommandError(f"There is no resource {name}: there are {', '.join(sorted(names))}.")
    if len(present) == 1:
        raise CommandError(
            f"{name} is the only resource, and a service has at least one: add another first."
        )
    holders = [
        f"{entry['name']}.{field['name']}"
        for entry in present
        for field in entry["fields"]
        if entry["name"] != name
        and field["type"] == "reference"
        and field.get("to", field["name"]) == name
    ]
    if holders:
        raise CommandError(
            f"{name} can't be removed: {', '.join(holders)} {_refers(holders)} to it. Remove the "
            "resources that refer to it first."
        )


def _refers(holders: Sequence[str]) -> str:
    return "refers" if len(holders) == 1 else "refer"


def _left(project: Project, plural: str) -> Iterator[str]:
    """What it leaves behind, and how that goes."""
    if folders := folders_of(project, plural):
        yield f"Its files stay, as they are yours. To delete them: git rm -r {' '.join(folders)}"
    if label := django_label(project, plural):
        yield (
            f"Its table stays in the database. To drop it, before this is written: make rollback "
            f"app={label} to=zero"
        )
    else:
        yield (
            "Its table stays in the database until a migration drops it, which the next one does, "
            f'whatever it is for: make migration m="drop {plural}", then read it, then make migrate'
        )
