"""Users in Django's admin."""

from django.contrib import admin

from app.domain.users.models import UserRecord
from app.identity.account_admin import AccountAdmin


@admin.register(UserRecord)
class UserAdmin(AccountAdmin):
    list_display = ("email", "full_name", "role", "is_active", "created_at")
    search_fields = ("email", "full_name")
    fieldsets = (
        (None, {"fields": ("email", "full_name", "password")}),
        ("Permissions", {"fields": ("role", "is_active")}),
        ("Record", {"fields": ("id", "version", "created_at", "updated_at")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "full_name", "role", "password1", "password2")}),)
