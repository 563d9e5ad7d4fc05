"""What it costs to write a change down: the statement of its entry."""

ENTRY: list[str] = ["INSERT"]
