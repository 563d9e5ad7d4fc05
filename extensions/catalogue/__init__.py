"""What this template knows: features, stacks, types of fields; and what answers come to.

Imported by `extensions/context.py` under a name of its own, so imports in here are relative.
"""

from .context import context_of
from .faults import CatalogueError
from .features import FEATURES, Feature
from .layers import STACKS, Layers
from .resources import Resource, read_resources

__all__ = [
    "FEATURES",
    "STACKS",
    "CatalogueError",
    "Feature",
    "Layers",
    "Resource",
    "context_of",
    "read_resources",
]
