"""Resources are added to a project: checked, told, written, migrated."""

from collections.abc import Sequence

from backsmith import screen, templates
from backsmith.checkouts import shared_checkouts
from backsmith.faults import Exit
from backsmith.projects import Project
from backsmith.resources import migrations
from backsmith.resources.checks import Checked, checked, present_in, without_present
from backsmith.resources.slices import folders_of
from backsmith.resources.spec import Entry, Spec
from backsmith.sources import source_of
from backsmith.updating import changes
from backsmith.updating.changes import How
from backsmith.updating.rehearsals import Request


def add_resources(project: Project, spec: Spec, how: How, *, migrate: bool = False) -> Exit:
    """Raises CommandError with every fault at once, and then nothing has changed."""
    present = present_in(project)
    spec = without_present(spec, present)
    with shared_checkouts():
        new = _checked(project, present, spec)
        returning = [resource for resource in new if folders_of(project, resource.plural)]
        change = f"add {', '.join(resource.plural for resource in new)}"
        if not how.as_json:
            _tell_fields(spec.resources)
        done = changes.carry_out(
            project,
            Request({"resources": [*present, *spec.resources]}),
            how,
            title=f"Add {', '.join(resource.name for resource in new)}",
            notes=[*spec.notes, *(_returns(project, resource) for resource in returning)],
            change=change,
        )
    if done is Exit.DONE and not how.dry_run and len(returning) < len(new):
        _migrate(project, how, change, wanted=migrate)
    return done


def _checked(project: Project, present: Sequence[Entry], spec: Spec) -> list[Checked]:
    source = source_of(None, project.source)
    with (
        screen.working("Checking with the template's catalogue"),
        templates.opened(source, project.commit) as template,
    ):
        return checked(template.catalogue, present, spec)


def _tell_fields(resources: Sequence[Entry]) -> None:
    for resource in resources:
        fields = ", ".join(_shown(field) for field in resource["fields"])
        screen.notes().print(f"{resource['name']}: {fields}", markup=False)


def _shown(field: Entry) -> str:
    of = f"of {to}" if (to := field.get("to")) else field["type"]
    optional = " (optional)" if field.get("required") is False else ""
    return f"{field['name']} {of}{optional}"


def _returns(project: Project, resource: Checked) -> str:
    folders = " and ".join(folders_of(project, resource.plural))
    return (
        f"{folders} were there before and stay as they are, whatever fields are said now. Its "
        "table has a migration already, unless you have dropped it since."
    )


def _migrate(project: Project, how: How, change: str, *, wanted: bool) -> None:
    commands = migrations.commands_for(project, change)
    if wanted or (how.may_ask and not how.yes and migrations.is_wanted(commands)):
        migrations.run(project, commands)
