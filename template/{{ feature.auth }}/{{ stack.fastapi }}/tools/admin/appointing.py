"""What `tools.admin` asks of the service, which runs here without HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.config import Settings
from app.domain.users.schemas import Registration
from app.domain.users.service import UserService
from app.factory import create_app
from app.identity.principals import SERVICE, acting_as
from app.infrastructure.retries import in_one_unit_of_work


def knows(settings: Settings, email: str) -> bool:
    """Whether somebody has this address."""

    async def ask() -> bool:
        async with _users(settings) as users:
            return await users.knows(email)

    return asyncio.run(ask())


def appoint(settings: Settings, registration: Registration) -> None:
    """Makes them an admin, and an account where they have none."""

    async def make() -> None:
        async with _users(settings) as users:
            password = await users.hashed(registration.password)
            await in_one_unit_of_work(
                lambda: users.appoint(registration, registration.email, password)
            )

    asyncio.run(make())


@asynccontextmanager
async def _users(settings: Settings) -> AsyncIterator[UserService]:
    app = create_app(settings)
    await app.state.database.open()
    try:
        with acting_as(SERVICE):
            yield app.state.users
    finally:
        await app.state.database.close()
