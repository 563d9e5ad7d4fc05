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
    merge_migrations: str
    """For two branches that each made a migration."""
    image_files: tuple[str, ...]
    """What an image needs beside the package, in order to migrate."""
    asynchronous: str
    """In front of `def`, `with` and `for`."""
    waits: str
    """In front of a call that waits."""
    wired: str
    """Where a person wires what he has made himself."""
    own: tuple[tuple[str, str], ...]
    """The framework's own commands that are of use here, and what each does."""


_ALEMBIC = Commands(
    migrate="alembic upgrade head",
    migration='alembic revision --autogenerate -m "$(m)"',
    migration_example='make migration m="why"',
    rollback="alembic downgrade -1",
    rollback_example="make rollback",
    show_migrations="alembic current",
    migrations="`migrations/versions/`",
    merge_migrations='alembic merge heads -m "merge"',
    image_files=("migrations",),
    asynchronous="async ",
    waits="await ",
    wired="`domains.py`",
    own=(
        ("alembic current", "which migration the database is at"),
        ("alembic check", "whether the models and the migrations agree"),
    ),
)
_FLASK = _ALEMBIC.model_copy(
    update={
        "asynchronous": "",
        "waits": "",
        "own": (
            ("flask routes", "every path, with its handler"),
            (
                "flask shell",
                "a Python prompt in the application: `app.extensions` has the services",
            ),
            (
                "flask db current",
                "`upgrade`, `downgrade`, `migrate`, `check`, `history`: as Alembic's",
            ),
            ("flask run", "Flask's server for development, without draining and without workers"),
        ),
    }
)
_DJANGO = Commands(
    migrate="python manage.py migrate",
    migration="python manage.py makemigrations",
    migration_example="make migration",
    rollback="python manage.py migrate $(app) $(to)",
    rollback_example="make rollback app=NAME to=0001",
    show_migrations="python manage.py showmigrations",
    migrations="the `migrations/` of its app",
    merge_migrations="python manage.py makemigrations --merge",
    image_files=("manage.py",),
    asynchronous="",
    waits="",
    wired="the `ready` of an app that `domains.py` names",
    own=(
        ("python manage.py createsuperuser", "an account for the admin, at `/admin/`"),
        ("python manage.py showmigrations", "which migrations are applied"),
        ("python manage.py shell", "a Python prompt with all models"),
        ("python manage.py dbshell", "the database's own client"),
        ("python manage.py check --deploy", "Django's own advice on the settings"),
        ("python manage.py runserver", "Django's server for development, which reloads"),
    ),
)

COMMANDS = {"fastapi": _ALEMBIC, "flask": _FLASK, "django": _DJANGO}
