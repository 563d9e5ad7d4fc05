"""What is typed as `flask ...`: `flask db upgrade` is `alembic upgrade head`, and so on."""

import click
from alembic.config import main as alembic
from flask import Flask
from flask.cli import AppGroup

db = AppGroup("db", help="Migrations of the database, by Alembic.")


def install(app: Flask) -> None:
    app.cli.add_command(db)


@db.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the database up to date, or to a revision."""
    alembic(["upgrade", revision], prog="alembic")


@db.command()
@click.argument("revision", default="-1")
def downgrade(revision: str) -> None:
    """Take the last migration back, or all down to a revision."""
    alembic(["downgrade", revision], prog="alembic")


@db.command()
@click.option("-m", "--message", default="change", help="What has changed.")
def migrate(message: str) -> None:
    """Make a migration of what the models have changed."""
    alembic(["revision", "--autogenerate", "-m", message], prog="alembic")


@db.command()
def check() -> None:
    """Say whether the models and the migrations agree."""
    alembic(["check"], prog="alembic")


@db.command()
def current() -> None:
    """Show the revision that the database is at."""
    alembic(["current", "--verbose"], prog="alembic")


@db.command()
def history() -> None:
    """List the migrations."""
    alembic(["history"], prog="alembic")
