"""Whether resources make sense together, as the catalogue of the project's own template has it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import ModuleType
from typing import NamedTuple

from backsmith.faults import CommandError
from backsmith.projects import Project
from backsmith.resources.spec import Entry, Spec
from backsmith.updating.changes import ready


class Checked(NamedTuple):
    name: str
    plural: str


def present_in(project: Project) -> list[Entry]:
    """The resources of a project that is ready to be changed: what a killed process had begun is
    taken back before they are read. Raises CommandError."""
    with ready(project):
        found = project.answers.get("resources")
    if not isinstance(found, list) or not all(isinstance(entry, Mapping) for entry in found):
        raise CommandError(
            "The project's answers name no resources: bring .copier-answers.yml back with "
            "git checkout HEAD -- .copier-answers.yml"
        )
    return [dict(entry) for entry in found]


def without_present(spec: Spec, present: Sequence[Entry]) -> Spec:
    """The spec without those that are there already, where it may be: of a whole database."""
    taken = [entry.get("name") for entry in present]
    there = [entry["name"] for entry in spec.resources if entry.get("name") in taken]
    if not (there and spec.may_be_there):
        return spec
    return replace(
        spec,
        resources=[entry for entry in spec.resources if entry["name"] not in there],
        notes=[*spec.notes, f"Left out, as the project has them already: {', '.join(there)}."],
    )


def checked(catalogue: ModuleType, present: Sequence[Entry], spec: Spec) -> list[Checked]:
    """The new ones, in the order of the spec. Raises CommandError with every fault at once."""
    taken = [entry.get("name") for entry in present]
    faults = list(spec.faults)
    faults += [
        f"There is a resource {entry['name']} already."
        for entry in spec.resources
        if entry.get("name") in taken
    ]
    fresh = [entry for entry in spec.resources if entry.get("name") not in taken]
    plurals = {}
    try:
        found = catalogue.read_resources([*present, *fresh])
        plurals = {resource.name: resource.plural for resource in found}
    except catalogue.CatalogueError as error:
        faults += error.faults
    if not spec.resources and not faults:
        raise CommandError("There is nothing to add: the project has all of them already.")
    if faults:
        raise CommandError(*dict.fromkeys([*faults, *filter(None, [spec.hint])]))
    return [Checked(entry["name"], plurals[entry["name"]]) for entry in fresh]


def plural_of(catalogue: ModuleType, present: Sequence[Entry], name: str) -> str:
    """Of a resource that is there."""
    return next(r.plural for r in catalogue.read_resources(list(present)) if r.name == name)
