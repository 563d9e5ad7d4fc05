"""Every query about users. A query of your own is a method here."""

from app.domain.users.errors import EmailTaken
from app.domain.users.models import UserRecord
from app.domain.users.schemas import User
from app.domain.users.statements import BY_EMAIL
from app.infrastructure.database.repository import ResourceRepository


class UserRepository(ResourceRepository[User]):
    entity = User
    model = UserRecord
    searched = ("email", "full_name")
    conflicts = {"uq_users_email_key": EmailTaken}

    def find_by_email(self, email: str) -> User | None:
        return self._read(self._database.fetch_one(BY_EMAIL, email=email))
