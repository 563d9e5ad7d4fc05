"""What the business of users says no to."""

from app.http.errors import Conflict, NotFound, PreconditionFailed


class UserNotFound(NotFound):
    message = "There is no such user."


class UserChanged(PreconditionFailed):
    message = "The user has changed since you last read them."


class EmailTaken(Conflict):
    message = "Another user has this e-mail address."
