"""A resource's slice as source code: the parts of its files that depend on its fields.

The templates loop over these; they hold no rule of their own.
"""

from .slice_api import SliceApi
from .slice_code import SliceCode
from .slice_controllers import SliceControllers
from .slice_django import SliceDjango
from .slice_samples import SliceSamples
from .slice_tables import SliceTables


class Slice(SliceApi, SliceCode, SliceControllers, SliceDjango, SliceTables, SliceSamples):
    """What templates know as `resource`."""
