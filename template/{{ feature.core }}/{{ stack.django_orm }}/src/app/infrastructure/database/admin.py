"""What the admin does with the table of every resource."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.db.models import URLField
from django.http import HttpRequest


class RecordAdmin(ModelAdmin):
    """Shows what a person can't change; takes an address without a scheme for one of HTTPS."""

    readonly_fields = ("id", "version", "created_at", "updated_at")
    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Nobody else changes what is about to be changed: else two states had one version."""
        found = super().get_object(request, object_id, from_field)
        if found is not None and request.method == "POST":
            found.refresh_from_db(from_queryset=self.model._default_manager.select_for_update())
        return found
