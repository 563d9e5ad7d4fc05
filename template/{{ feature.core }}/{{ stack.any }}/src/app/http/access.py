"""Who may ask for an operation: said at the route, on its operation; held by what stands before it
(`gate.py`). Where nobody logs in, everybody may, and this says what would hold if somebody did.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Access:
    """By default whoever has logged in."""

    roles: frozenset[str] | None = None
    """Those alone that have one of these; None for any."""
    needs_login: bool = True

    def admits(self, role: str) -> bool:
        """Whether somebody of this role may."""
        return self.roles is None or role in self.roles


def only(*roles: str) -> Access:
    """Those alone that have one of these roles."""
    return Access(frozenset(roles))


EVERYBODY = Access(needs_login=False)
USERS = Access()
ADMINS = only("admin")
NOBODY = only()
"""Until a route says who: what was forgotten is closed."""
