"""A resource's slice as source code: the parts of its files that depend on its fields.

The templates loop over these; they hold no rule of their own.
"""

from collections.abc import Sequence

from .resources import Resource
from .slice_api import SliceApi
from .slice_code import SliceCode
from .slice_controllers import SliceControllers
from .slice_django import SliceDjango
from .slice_samples import SliceSamples
from .slice_tables import SliceTables


class Slice(
    SliceApi,
    SliceCode,
    SliceControllers,
    SliceDjango,
    SliceTables,
    SliceSamples,
):
    """What templates know as `resource`."""


def slices_of(resources: Sequence[Resource], *, owned: bool = False) -> list[Slice]:
    """One a resource, in their order: what a slice refers to stands before it. `owned` says that
    their rows are somebody's."""
    made: dict[str, Slice] = {}
    for resource in resources:
        targets = {reference.parent: made[reference.parent] for reference in resource.references}
        made[resource.name] = Slice.model_validate(
            resource.model_dump() | {"targets": targets, "is_owned": owned}
        )
    return list(made.values())
