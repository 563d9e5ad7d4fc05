"""What the service has to know of a user, whatever else a user is."""

from typing import Annotated

from pydantic import Field, StringConstraints

from app.resources.entity import Kept
from app.resources.fields import email

Email = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True), email()]
"""In lower case, without blanks around it: an address is unique however it is written."""


class Account(Kept):
    email: str
    role: str
    is_active: bool
    password: str = Field(exclude=True, repr=False)
    """As `passwords.Hasher` makes it."""
