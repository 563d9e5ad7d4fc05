"""Passwords that Django's own forms and commands take: the same as the API."""

from typing import Any

from django.core.exceptions import ValidationError
from pydantic import BaseModel
from pydantic import ValidationError as Faults

from app.identity.passwords import LONGEST, SHORTEST, NewPassword


class _Given(BaseModel):
    password: NewPassword


class PasswordPolicy:
    """One of Django's AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user: Any = None) -> None:
        try:
            _Given(password=password)
        except Faults as faults:
            raise ValidationError([fault["msg"] for fault in faults.errors()]) from None

    def get_help_text(self) -> str:
        return f"{SHORTEST} to {LONGEST} characters of any kind, and none of the commonest."
