"""What each framework's people type, for the Makefile, the image and the documents."""

from pydantic import BaseModel, ConfigDict


class Commands(BaseModel):
    """Commands of the service's environment, without the folder that they lie in."""

    model_config = ConfigDict(frozen=True)

    migrate: str
    migration: str
    """Takes the make variables that `migration_example` shows."""
    migration_example: str
    rollback: str
    rollback_example: str
    show_migrations: str
    migrations: str
    """Where migrations are."""
    image_files: tuple[str, ...]
    """What an image needs beside the package, in order to migrate."""


_ALEMBIC = Commands(
    migrate="alembic upgrade head",
    migration='alembic revision --autogenerate -m "$(m)"',
    migration_example='make migration m="why"',
    rollback="alembic downgrade -1",
    rollback_example="make rollback",
    show_migrations="alembic current",
    migrations="migrations/versions/",
    image_files=("migrations",),
)
_DJANGO = Commands(
    migrate="python manage.py migrate",
    migration="python manage.py makemigrations",
    migration_example="make migration",
    rollback="python manage.py migrate $(app) $(to)",
    rollback_example="make rollback app=companies to=0001",
    show_migrations="python manage.py showmigrations",
    migrations="the app's `migrations/`",
    image_files=("manage.py",),
)

COMMANDS = {"fastapi": _ALEMBIC, "flask": _ALEMBIC, "django": _DJANGO}
