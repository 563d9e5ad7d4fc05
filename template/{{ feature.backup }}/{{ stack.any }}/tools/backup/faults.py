"""What goes wrong with a backup."""


class BackupError(Exception):
    """One sentence for a person, with the remedy. It has no password in it."""
