"""What the admin does with accounts: as Django's own does with its users.

Passwords are taken by `password_policy.py` alone, and logins follow each change: `following.py`.
"""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import (
    BaseUserCreationForm,
    ReadOnlyPasswordHashField,
    ReadOnlyPasswordHashWidget,
    UserChangeForm,
)
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse

from app.infrastructure.database.admin import RecordAdmin
from app.infrastructure.unit_of_work import UnitOfWork

admin.site.unregister(Group)  # a role says what somebody may


class _Hidden(ReadOnlyPasswordHashWidget):
    """Tells that there is a password, and how to set another."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if value and not value.startswith("!"):
            context["summary"] = [{"label": "algorithm", "value": "argon2id"}]
        return context


class AccountForm(UserChangeForm):
    password = ReadOnlyPasswordHashField(label="Password", widget=_Hidden)


class AccountAdmin(RecordAdmin, UserAdmin):
    """The admin of users derives from this, and names its fields."""

    form = AccountForm
    add_form = BaseUserCreationForm
    add_form_template = None
    list_filter = ("role", "is_active")
    ordering = ("-created_at",)
    filter_horizontal = ()

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002
        form_url: str = "",
    ) -> HttpResponse:
        """The row is locked, as for every change of the admin."""
        with UnitOfWork():
            return super().user_change_password(request, id, form_url)
