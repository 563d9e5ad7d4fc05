"""How API keys are kept. The template's own table: `migrations/` here makes it."""

from django.db import models


class ApiKeyRecord(models.Model):
    id = models.UUIDField(primary_key=True)
    user_id = models.UUIDField()
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=60)
    secret_hash = models.CharField(max_length=64)
    scopes = models.TextField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "identity_api_keys"
        indexes = (models.Index(fields=["user_id"], name="ix_identity_api_keys_user_id"),)

    def __str__(self) -> str:
        return self.prefix
