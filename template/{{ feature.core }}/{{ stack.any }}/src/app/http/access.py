"""Who may ask for an operation: said at the route, on its operation; held by what stands before it
(`gate.py`). Where nobody logs in, everybody may, and this says what would hold if somebody did.
"""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Access:
    """By default whoever has logged in."""

    roles: frozenset[str] | None = None
    """Those alone that have one of these; None for any."""
    needs_login: bool = True
    permission: str = ""
    """What is asked of whoever may do only a part of what their role may, as who comes by an API
    key: `companies:read`. Where it has no name, none of them may."""

    def admits(self, role: str) -> bool:
        """Whether somebody of this role may."""
        return self.roles is None or role in self.roles

    def by(self, permission: str) -> Self:
        """The same, for those too that have this permission."""
        return replace(self, permission=permission)


def only(*roles: str) -> Access:
    """Those alone that have one of these roles."""
    return Access(frozenset(roles))


EVERYBODY = Access(needs_login=False)
USERS = Access()
ADMINS = only("admin")
NOBODY = only()
"""Until a route says who: what was forgotten is closed."""
