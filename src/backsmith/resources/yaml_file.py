"""Resources as the answer `resources` has them: what `resources.yml` of the how-to holds."""

from collections.abc import Mapping
from typing import Any

from backsmith.faults import CommandError
from backsmith.resources.spec import Spec


def read_answer(content: Any, *, called: str) -> Spec:
    """A list of resources, a mapping with `resources`, or one resource. Raises CommandError."""
    if isinstance(content, Mapping):
        content = [content] if "fields" in content else content.get("resources")
    if (
        not isinstance(content, list)
        or not content
        or not all(isinstance(entry, Mapping) for entry in content)
    ):
        raise CommandError(
            f"{called} has no resources: it should be a list of them, each with a name and "
            "fields, a mapping with such a list as resources, or a JSON Schema."
        )
    return Spec([dict(entry) for entry in content])
