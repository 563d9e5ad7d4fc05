"""Every fault of a set of answers, found before anything is rendered.

A render ends at the first fault; who asks here gets all of them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from .faults import CatalogueError
from .project import refuse_texts
from .questions import refuse_unknown_choices
from .resources import read_resources
from .row_widths import refuse_wide_rows
from .selection import Resolver

_RESOLVER = Resolver()


def faults_of(answers: Mapping[str, Any]) -> list[str]:
    """A sentence for each, with its remedy. What is not answered is no fault."""
    faults: list[str] = []
    for check in _CHECKS:
        try:
            check(answers)
        except CatalogueError as error:
            faults += error.faults
    return list(dict.fromkeys(faults))


def _refuse_resources(answers: Mapping[str, Any]) -> None:
    if "resources" in answers:
        resources = read_resources(answers["resources"])
        if answers.get("database") == "mysql":
            refuse_wide_rows(resources)


_CHECKS: tuple[Callable[[Mapping[str, Any]], Any], ...] = (
    refuse_texts,
    refuse_unknown_choices,
    _RESOLVER.resolve,
    _refuse_resources,
)
