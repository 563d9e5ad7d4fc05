"""What clients send and are sent of users."""

from typing import Annotated, Literal, get_args

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from app.identity.account import Account, Email
from app.identity.passwords import NewPassword, Password
from app.resources.fields import Flag, line
from app.resources.payloads import PageQuery, Payload, absent

FullName = Annotated[str, line(max_length=200)]
Role = Literal["user", "admin"]
UserSort = Literal["email", "-email", "created_at", "-created_at", "updated_at", "-updated_at"]

EXAMPLE: JsonDict = {"email": "ada@example.com", "full_name": "Ada Lovelace"}


class User(Account):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{**EXAMPLE, "role": "user", "is_active": True}]}
    )

    full_name: str | None
    role: str = Field(json_schema_extra={"enum": list(get_args(Role))})


class Registration(Payload):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{**EXAMPLE, "password": "four words in a row"}]}
    )

    email: Email
    full_name: FullName | None = None
    password: NewPassword = Field(repr=False)


class OwnPatch(Payload):
    """What everybody may change of themselves: a merge patch (RFC 7396)."""

    email: Email = absent()
    full_name: FullName | None = None


class UserPatch(Payload):
    """What an admin may change: a merge patch (RFC 7396)."""

    full_name: FullName | None = None
    role: Role = absent()
    is_active: Flag = absent()


class PasswordChange(Payload):
    current_password: Password = Field(repr=False)
    new_password: NewPassword = Field(repr=False)


class UserQuery(PageQuery):
    sort: UserSort = "-created_at"
