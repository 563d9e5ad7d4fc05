"""Users, where people log in: what the catalogue has to know of them."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from .faults import CatalogueError
from .resources import Resource, read_resources
from .slices import Slice, slices_of

AUTH = "auth"
_USER = {
    "name": "user",
    "fields": [
        {"name": "email", "type": "email", "unique": True, "sortable": True, "searchable": True},
        {
            "name": "full_name",
            "type": "string",
            "max_length": 200,
            "required": False,
            "searchable": True,
        },
        {"name": "role", "type": "enum", "values": ["user", "admin"]},
        {"name": "is_active", "type": "boolean"},
        {"name": "password", "type": "string", "max_length": 200},
    ],
}
_TAKEN = {
    "auth": {"user", "users", "identity", "identities"},
    "audit": {"audit_entry", "audit_entries"},
}


class Login(NamedTuple):
    """What a README says of it, beside its requests."""

    steps: str
    header: str


OPEN = Login(steps="", header="")
_STEPS = """
Register, and log in:

```sh
me='{{"email": "ada@example.com", "password": "four words in a row"}}'
curl http://127.0.0.1:8000/api/v1/users -H 'Content-Type: application/json' -d "$me"
{login}
```

[say-who-may](docs/howto/say-who-may.md) tells who may do what,
[mail-users](docs/howto/mail-users.md) what is mailed, and to whom.
`make admin email=ada@example.com` makes an admin.
"""
_BY_TOKEN = """\
curl http://127.0.0.1:8000/api/v1/auth/login -H 'Content-Type: application/json' -d "$me"
login='Authorization: Bearer ...'   # the access_token of the answer; it holds 15 minutes"""
_BY_COOKIE = """\
curl -c jar http://127.0.0.1:8000/api/v1/auth/session -H 'Content-Type: application/json' -d "$me"
login='X-CSRF-Token: ...'   # the csrf_token of the answer"""
TOKEN = Login(steps=_STEPS.format(login=_BY_TOKEN), header=' -H "$login"')
COOKIE = Login(steps=_STEPS.format(login=_BY_COOKIE), header=' -b jar -H "$login"')


def login_of(features: Collection[str]) -> Login:
    """How somebody who follows the README is let in."""
    if AUTH not in features:
        return OPEN
    return TOKEN if "auth_jwt" in features else COOKIE


def users() -> list[Slice]:
    """The table that `domain/users` of a service begins with."""
    return slices_of(read_resources([_USER]))


def refuse_taken_names(resources: Iterable[Resource], features: Collection[str]) -> None:
    """Raises CatalogueError for a resource whose slice or table would lie in the place of what one
    of these features brings."""
    taken = [
        f"resources: {resource.name} is what {feature} brings: give yours another name."
        for resource in resources
        for feature, names in _TAKEN.items()
        if feature in features and {resource.name, resource.plural} & names
    ]
    if taken:
        raise CatalogueError(taken)
