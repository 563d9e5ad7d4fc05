"""How resources refer to one another: whether that makes sense, and the order that comes of it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from .resource_fields import ResourceField


class Referring(Protocol):
    """As a resource is."""

    @property
    def name(self) -> str: ...
    @property
    def plural(self) -> str: ...
    @property
    def references(self) -> list[ResourceField]: ...


R = TypeVar("R", bound=Referring)


def faults_of_references(resources: Sequence[Referring], *, known: set[str]) -> list[str]:
    """One sentence for each reference that leads nowhere, or back to where it comes from. `known`
    are the names of all that answers list, of what has faults of its own too."""
    faults = [*_lost(resources, known), *_to_themselves(resources)]
    if not faults and (circle := _circle(resources)):
        faults.append(
            f"resources: {', '.join(circle)} refer to one another in a circle, so that none can be "
            "made first: take one of these references out."
        )
    return faults


def parents_first(resources: Sequence[R]) -> list[R]:
    """Each after all that it refers to, else by plural. Nothing may refer in a circle."""
    ordered: list[R] = []
    waiting = sorted(resources, key=lambda resource: resource.plural)
    while waiting:
        ready = next(r for r in waiting if not _parents(r) & {other.name for other in waiting})
        waiting.remove(ready)
        ordered.append(ready)
    return ordered


def undeletable(resources: Sequence[Referring]) -> set[str]:
    """The names of those whose rows may be held by others, where somebody deletes them: by what
    restricts it, or by what restricts something that goes with it."""
    held: set[str] = set()
    for resource in reversed(parents_first(resources)):
        for reference in resource.references:
            goes_along = reference.on_delete == "cascade" and resource.name in held
            if goes_along or reference.on_delete in (None, "restrict"):
                held.add(reference.parent)
    return held


def _parents(resource: Referring) -> set[str]:
    return {reference.parent for reference in resource.references}


def _lost(resources: Sequence[Referring], known: set[str]) -> Iterator[str]:
    for resource, reference in _references(resources):
        if reference.parent not in known:
            yield (
                f"resource {resource.name}, field {reference.name} refers to {reference.parent}, "
                "which is no resource of the list: add it, or say as `to` one of "
                f"{', '.join(sorted(known))}."
            )


def _to_themselves(resources: Sequence[Referring]) -> Iterator[str]:
    for resource, reference in _references(resources):
        if reference.parent == resource.name:
            yield (
                f"resource {resource.name}, field {reference.name} refers to its own resource, "
                "which is not generated: leave it out, and add it by hand."
            )


def _references(resources: Iterable[Referring]) -> Iterator[tuple[Referring, ResourceField]]:
    for resource in resources:
        yield from ((resource, reference) for reference in resource.references)


def _circle(resources: Sequence[Referring]) -> list[str]:
    """Those that are left, once all are taken away that refer to none of the others, and all that
    none of the others refers to."""
    left = {resource.name: _parents(resource) for resource in resources}
    while True:
        referred = set().union(*left.values())
        ends = [name for name in left if not left[name] & left.keys() or name not in referred]
        if not ends:
            return sorted(left)
        for name in ends:
            del left[name]
