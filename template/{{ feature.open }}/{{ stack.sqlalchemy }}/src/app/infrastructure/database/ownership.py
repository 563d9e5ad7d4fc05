"""Where a table says whose its rows are: nowhere, as nobody logs in."""


class OwnedRow:
    """What the table of every resource has of its owner."""
