"""What a command says no to, in sentences, and the exit code that scripts see."""

import errno
from enum import IntEnum

NO_ROOM = "There is no room left on the disk: nothing has changed. Make some, then run this again."
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Exit(IntEnum):
    """Exit codes. They are an API: scripts branch on them."""

    DONE = 0
    REFUSED = 1
    """What was asked for can't be done, and nothing has changed."""
    USAGE = 2
    """The command line itself is wrong."""
    CONFLICTS = 3
    """Done, but both sides changed the same lines: somebody has to decide."""
    UNREACHABLE = 4
    """The template, or a version of it, can't be had."""
    INTERRUPTED = 130
    """Ctrl-C; nothing has changed."""


class CommandError(Exception):
    """One clear sentence for each fault, with its remedy. Nothing has been changed by then."""

    def __init__(self, *sentences: str, code: Exit = Exit.REFUSED) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences
        self.code = code


class UnreachableError(CommandError):
    """The template is not there, is none, or lacks the version."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences, code=Exit.UNREACHABLE)


class NoSuchVersionError(UnreachableError):
    """The template is there, and lacks the version."""


def is_no_room(error: BaseException) -> bool:
    """Whether a full disk is behind it."""
    told = f"{error} {getattr(error, 'stderr', '')}"
    return getattr(error, "errno", None) in _FULL or "No space left" in told
