"""What the admin does with the table of every resource."""

from django.contrib.admin import ModelAdmin
from django.db.models import URLField


class RecordAdmin(ModelAdmin):
    """Shows what a person can't change; takes an address without a scheme for one of HTTPS."""

    readonly_fields = ("id", "version", "created_at", "updated_at")
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
