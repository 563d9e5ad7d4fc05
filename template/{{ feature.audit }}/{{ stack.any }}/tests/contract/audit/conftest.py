"""Who asks: as in the tests of users."""

from tests.contract.users.conftest import anonymous, enter, other, person, user

__all__ = ["anonymous", "enter", "other", "person", "user"]
