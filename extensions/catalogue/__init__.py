"""What this template knows: features, stacks, types of fields; and what answers come to.

Imported by `extensions/context.py` under a name of its own, so imports in here are relative. What
is named here is an API: the command line asks it of each version of the template.
"""

from .checklists import CHECKLISTS, PROFILES
from .context import context_of
from .faults import CatalogueError
from .features import FEATURES, Feature
from .layers import STACKS, Layers
from .outline import Outline, Service, outline_of
from .questions import QUESTIONS, Questions
from .refusals import faults_of
from .resources import Resource, read_resources
from .selection import CUSTOM, Resolver

__all__ = [
    "CHECKLISTS",
    "CUSTOM",
    "FEATURES",
    "PROFILES",
    "QUESTIONS",
    "STACKS",
    "CatalogueError",
    "Feature",
    "Layers",
    "Outline",
    "Questions",
    "Resolver",
    "Resource",
    "Service",
    "context_of",
    "faults_of",
    "outline_of",
    "read_resources",
]
