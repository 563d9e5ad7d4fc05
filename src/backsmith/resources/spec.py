"""What was read, and what there is to say of it."""

from dataclasses import dataclass, field
from typing import Any

Entry = dict[str, Any]
"""A resource, or a field of one, as the answer `resources` has it."""


@dataclass(frozen=True)
class Spec:
    """Resources as they were read; unchecked."""

    resources: list[Entry]
    notes: list[str] = field(default_factory=list)
    """What was taken otherwise than it stood there, or left out: one sentence each."""
    faults: list[str] = field(default_factory=list)
    """What could not be read at all: one sentence each, with its remedy."""
    hint: str = ""
    """What helps where the catalogue does not take it."""
    may_be_there: bool = False
    """Whether those that the project has already are left out, rather than refused."""
