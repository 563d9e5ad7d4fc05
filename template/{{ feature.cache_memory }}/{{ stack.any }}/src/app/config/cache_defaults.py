"""How long what was read is kept, unless it is said."""

SECONDS = 5.0
"""Few: another machine does not hear of a change, and shows what was for so long."""
