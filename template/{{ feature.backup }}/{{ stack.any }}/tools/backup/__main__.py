"""python -m tools.backup make [--folder FOLDER]
python -m tools.backup restore FILE [--force]
python -m tools.backup drill

The database is that of DATABASE_URL. Ends with 0 where all went well, with 1 and one sentence
where not.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from app.config import load_settings
from tools.backup import drill, files
from tools.backup.databases import database_at
from tools.backup.faults import BackupError
from tools.backup.port import Database


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code."""
    options = _parser().parse_args(arguments)
    url = load_settings().database_url.get_secret_value()
    try:
        return _run(database_at(url), options)
    except BackupError as error:
        print(error, file=sys.stderr)
        return 1


def _run(database: Database, options: Namespace) -> int:
    if options.command == "drill":
        return drill.run(database)
    if options.command == "make":
        print(f"Written: {files.written(database, options.folder)}")
    else:
        _restore(database, options.file, force=options.force)
        print(f"Restored: {options.file}")
    return 0


def _restore(database: Database, file: Path | None, *, force: bool) -> None:
    if file is None:
        raise BackupError("Which one? make restore file=backups/...")
    if not file.is_file():
        raise BackupError(f"There is no file {file}.")
    database.check(file)
    if not force and (tables := database.tables()):
        raise BackupError(
            f"The database is not empty: it has {len(tables)} tables, such as {tables[0]}. To put "
            f"the backup in their place: make restore file={file} force=yes"
        )
    database.restore(file)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m tools.backup", description="Backups of the database.")
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make", help="write a backup")
    make.add_argument("--folder", type=Path, default=Path("backups"))
    restore = commands.add_parser("restore", help="bring a backup back")
    restore.add_argument("file", type=Path, nargs="?")
    restore.add_argument("--force", action="store_true", help="in place of what is there")
    commands.add_parser("drill", help="restore a backup beside the database, and compare")
    return parser


if __name__ == "__main__":
    sys.exit(main())
