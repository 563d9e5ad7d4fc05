"""How logins are kept. The template's own table: `migrations/` here makes it."""

from django.db import models


class SessionRecord(models.Model):
    id = models.UUIDField(primary_key=True)
    user_id = models.UUIDField()
    role = models.CharField(max_length=40)
    secret_hash = models.CharField(max_length=64)
    device = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "identity_sessions"
        indexes = (
            models.Index(fields=["user_id"], name="ix_identity_sessions_user_id"),
            models.Index(fields=["expires_at"], name="ix_identity_sessions_expires"),
        )

    def __str__(self) -> str:
        return str(self.id)
