"""Writes a backup under its name only once it is whole, for its owner's eyes alone."""

import os
from datetime import UTC, datetime
from pathlib import Path

from tools.backup.faults import BackupError
from tools.backup.port import Database


def written(database: Database, folder: Path) -> Path:
    """The new file in the folder, named for the moment it was begun. Raises BackupError."""
    file = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}{database.suffix}"
    part = folder / f".{file.name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise BackupError(f"{part} is there: another backup is being written, or died.") from None
    except OSError as error:
        raise BackupError(f"Nothing can be written to {folder}: {error.strerror}.") from error
    try:
        database.dump(part)
        _sync(part)
        part.replace(file)
        _sync(folder)
    except OSError as error:
        raise BackupError(f"{file} can't be written: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)
    return file


def _sync(path: Path) -> None:
    """To the disk: a power cut leaves the whole file, or none."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
