"""What it costs to write a change down: nothing, as no audit log is kept."""

ENTRY: list[str] = []
