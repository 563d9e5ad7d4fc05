"""What may be done with users: the business, without HTTP or a database.

A rule of your own is tested here, in a millisecond.
"""

import pytest

from app.domain.users.errors import EmailTaken, UserNotFound
from app.domain.users.schemas import OwnPatch, Registration, User, UserPatch
from app.domain.users.service import UserService
from app.http.etags import Precondition
from app.http.pagination import Cursors
from app.identity.errors import InvalidCredentials, TooManyLogins, Unauthenticated
from app.identity.keepers import Keepers
from app.identity.principals import Principal, acting_as, become
from app.utils.identifiers import new_id
from tests.accounts import InMemoryAccounts, Limits, PlainHashing, Sessions
from tests.running import run

ANY = Precondition(None)
PASSWORD = "four words in a row"


@pytest.fixture
def sessions() -> Sessions:
    return Sessions()


@pytest.fixture
def service(sessions: Sessions) -> UserService:
    return UserService(
        InMemoryAccounts(),
        cursors=Cursors(list_name="", secret=b""),
        sessions=sessions,
        keepers=Keepers(sessions),
        hashing=PlainHashing(),  # type: ignore[arg-type]
        limits=Limits(),  # type: ignore[arg-type]
    )


def registered(service: UserService, email: str = "ada@example.com", kept: str = "new") -> User:
    new = Registration(email=email, password=PASSWORD)
    return run(service.register(new, f"{kept}:{PASSWORD}"))


def logged_in(service: UserService, email: str, password: str) -> User:
    return run(service.authenticate(email, password, address="192.0.2.1"))


def test_whoever_registers_is_a_user(service: UserService) -> None:
    user = registered(service)

    assert (user.role, user.is_active) == ("user", True)
    assert "password" not in user.model_dump()


def test_an_address_is_one_account_s(service: UserService) -> None:
    registered(service)

    with pytest.raises(EmailTaken):
        registered(service, " ADA@example.com ")


def test_who_knows_the_password_is_let_in(service: UserService) -> None:
    user = registered(service)

    assert logged_in(service, user.email, PASSWORD) == user


@pytest.mark.parametrize(
    ("email", "password"), [("ada@example.com", "another one"), ("bob@example.com", PASSWORD)]
)
def test_nobody_else_is(service: UserService, email: str, password: str) -> None:
    registered(service)

    with pytest.raises(InvalidCredentials):
        logged_in(service, email, password)


def test_who_is_deactivated_is_not(service: UserService, sessions: Sessions) -> None:
    user = registered(service)
    run(service.change(user.id, UserPatch(is_active=False), ANY))

    with pytest.raises(InvalidCredentials):
        logged_in(service, user.email, PASSWORD)
    assert sessions.told == [("end", user.id, None)]


def test_who_guesses_is_stopped(service: UserService) -> None:
    user = registered(service)
    for _ in range(3):
        with pytest.raises(InvalidCredentials):
            logged_in(service, user.email, "a guess")

    with pytest.raises(TooManyLogins):
        logged_in(service, user.email, PASSWORD)


def test_a_login_that_holds_is_not_counted(service: UserService) -> None:
    user = registered(service)

    for _ in range(9):
        logged_in(service, user.email, PASSWORD)


def test_a_password_that_is_kept_weakly_is_kept_anew(service: UserService) -> None:
    user = registered(service, kept="old")

    run(service.still(logged_in(service, user.email, PASSWORD)))

    assert run(service.get(user.id)).password == f"new:{PASSWORD}"


def test_who_was_deactivated_meanwhile_is_not_let_in(service: UserService) -> None:
    user = registered(service)
    run(service.change(user.id, UserPatch(is_active=False), ANY))

    with pytest.raises(InvalidCredentials):
        run(service.still(user))


def test_a_login_with_the_old_password_is_not_let_in_after_a_new_one(service: UserService) -> None:
    user = registered(service)
    verified = logged_in(service, user.email, PASSWORD)
    with acting_as(Principal(user.id, "user", new_id())):
        account = run(service.verify_own(PASSWORD))
        run(service.change_password(account, "new:another four words"))

    with pytest.raises(InvalidCredentials):
        run(service.still(verified))


def test_another_role_holds_for_each_login(service: UserService, sessions: Sessions) -> None:
    user = registered(service)

    run(service.change(user.id, UserPatch(role="admin"), ANY))

    assert sessions.told == [("follow", user.id, "admin")]


def test_who_is_deleted_is_logged_out(service: UserService, sessions: Sessions) -> None:
    user = registered(service)

    run(service.delete(user.id, ANY))

    assert sessions.told == [("forget", user.id)]
    with pytest.raises(UserNotFound):
        run(service.get(user.id))


def test_a_new_password_ends_the_other_logins(service: UserService, sessions: Sessions) -> None:
    user, session = registered(service), new_id()
    with acting_as(Principal(user.id, "user", session)):
        account = run(service.verify_own(PASSWORD))
        run(service.change_password(account, "new:another four words"))

    assert sessions.told == [("end", user.id, session)]
    assert logged_in(service, user.email, "another four words").id == user.id


def test_the_old_password_can_not_be_guessed(service: UserService) -> None:
    user = registered(service)
    with acting_as(Principal(user.id, "user", new_id())):
        for _ in range(3):
            with pytest.raises(InvalidCredentials):
                run(service.verify_own("a guess"))
        with pytest.raises(TooManyLogins):
            run(service.verify_own(PASSWORD))


def test_people_change_themselves_alone(service: UserService) -> None:
    user, other = registered(service), registered(service, "bob@example.com")
    with acting_as(Principal(user.id, "user")):
        run(service.change_me(OwnPatch(full_name="Ada"), ANY))

        assert run(service.me()).full_name == "Ada"
    assert run(service.get(other.id)).full_name is None


def test_nobody_is_somebody(service: UserService) -> None:
    become(None)

    with pytest.raises(Unauthenticated):
        run(service.me())


def test_somebody_is_appointed(service: UserService) -> None:
    user = registered(service)
    new = Registration(email=user.email, password="a password that nobody has said")

    appointed = run(service.appoint(new, new.email, "new:ignored"))

    assert (appointed.id, appointed.role) == (user.id, "admin")
    assert logged_in(service, user.email, PASSWORD).role == "admin"
