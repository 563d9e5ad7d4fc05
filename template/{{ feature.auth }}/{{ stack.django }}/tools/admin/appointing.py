"""What `tools.admin` asks of the service, which runs here without HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.config import Settings
from app.domain.users.schemas import Registration
from app.domain.users.service import UserService
from app.factory import create_app
from app.identity.principals import SERVICE, acting_as
from app.infrastructure import database
from app.infrastructure.retries import in_one_unit_of_work


def knows(settings: Settings, email: str) -> bool:
    """Whether somebody has this address."""
    with _users(settings) as users:
        return users.knows(email)


def appoint(settings: Settings, registration: Registration) -> None:
    """Makes them an admin, and an account where they have none."""
    with _users(settings) as users:
        password = users.hashed(registration.password)
        in_one_unit_of_work(lambda: users.appoint(registration, registration.email, password))


@contextmanager
def _users(settings: Settings) -> Iterator[UserService]:
    create_app(settings)
    from app.domain.users.apps import UsersConfig  # no service before Django is set up

    try:
        with acting_as(SERVICE):
            yield UsersConfig.service
    finally:
        database.release()
