"""What users are written by mail: plain text. The words are yours.

A letter may be read by a stranger, where somebody has mistyped an address: it calls nobody by name,
and what it tells of the service is what anybody may know.
"""

from app.identity.mail_tokens.tokens import Link
from app.infrastructure.mail.port import Message
from app.project import TITLE


class UserLetters:
    def reset(self, to: str, link: Link) -> Message:
        """Somebody, they or not, has forgotten the password of this address."""
        return Message(
            to=to,
            subject=f"{TITLE}: a new password",
            text=f"""Somebody asked for a new password of your account at {TITLE}.
To choose one, use this within {link.time}. It works once:

{link}

If it was not you, do nothing: your password stays as it is.
""",
        )

    def password_changed(self, to: str) -> Message:
        """It was done."""
        return Message(
            to=to,
            subject=f"{TITLE}: your password has changed",
            text=f"""Your account at {TITLE} has a new password. Every login of yours has ended.

If it was not you, somebody reads your mail: change its password, then ask for a new one here.
""",
        )

    def verification(self, to: str, link: Link) -> Message:
        """They want it to be known that this address is theirs."""
        return Message(
            to=to,
            subject=f"{TITLE}: is this your address?",
            text=f"""To show that this address is yours, use this within {link.time}:

{link}

If you have no account at {TITLE}, do nothing.
""",
        )

    def registration(self, to: str, link: Link) -> Message:
        """Somebody, they or not, has registered this address."""
        return Message(
            to=to,
            subject=f"{TITLE}: confirm your registration",
            text=f"""Somebody registered this address at {TITLE}.
To open the account, use this within {link.time}, and the password that you chose:

{link}

If it was not you, do nothing: without this the account stays closed.
""",
        )

    def registered_already(self, to: str) -> Message:
        """Somebody, they or not, has registered this address again."""
        return Message(
            to=to,
            subject=f"{TITLE}: you have an account",
            text=f"""Somebody registered this address at {TITLE}, which has an account already.
Nothing has changed. If you can't remember your password, ask for a new one.

If it was not you, do nothing.
""",
        )
