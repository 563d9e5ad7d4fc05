"""How entries are kept. The template's own table: `migrations/` here makes it."""

from django.db import models


class AuditEntryRecord(models.Model):
    """An id tells the moment as well: `at` is there for people."""

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=100)
    actor_id = models.UUIDField(null=True)
    actor_role = models.CharField(max_length=40, null=True)
    subject_type = models.CharField(max_length=100, null=True)
    subject_id = models.UUIDField(null=True)
    fields = models.TextField(null=True)
    address = models.CharField(max_length=60, null=True)
    request_id = models.CharField(max_length=128, null=True)
    user_agent = models.CharField(max_length=200, null=True)

    class Meta:
        db_table = "audit_entries"
        indexes = (
            models.Index(fields=["actor_id", "id"], name="ix_audit_entries_actor_id"),
            models.Index(fields=["action", "id"], name="ix_audit_entries_action"),
            models.Index(fields=["subject_type", "id"], name="ix_audit_entries_subject_type"),
            models.Index(fields=["subject_id", "id"], name="ix_audit_entries_subject_id"),
        )

    def __str__(self) -> str:
        return self.action
