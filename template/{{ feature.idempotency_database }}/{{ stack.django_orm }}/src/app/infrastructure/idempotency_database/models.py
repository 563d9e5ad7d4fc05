"""How claims and answers are kept. The template's own table: `migrations/` here makes it."""

from django.db import models


class IdempotencyRecord(models.Model):
    id = models.CharField(max_length=64, primary_key=True)
    fingerprint = models.CharField(max_length=64)
    attempt = models.UUIDField()
    locked_until = models.DateTimeField()
    expires_at = models.DateTimeField()
    status = models.IntegerField(null=True)
    headers = models.TextField(null=True)
    body = models.BinaryField(null=True)

    class Meta:
        db_table = "idempotency_keys"
        indexes = (models.Index(fields=["expires_at"], name="ix_idempotency_keys_expires_at"),)

    def __str__(self) -> str:
        return self.id
