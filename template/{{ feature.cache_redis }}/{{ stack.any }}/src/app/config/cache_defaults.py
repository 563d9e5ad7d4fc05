"""How long what was read is kept, unless it is said."""

SECONDS = 60.0
