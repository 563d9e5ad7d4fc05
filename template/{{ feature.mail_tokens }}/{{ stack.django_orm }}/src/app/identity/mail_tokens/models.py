"""How mailed tokens are kept, and which addresses are verified. The template's own tables:
`migrations/` here makes them."""

from django.db import models


class TokenRecord(models.Model):
    secret_hash = models.CharField(max_length=64, primary_key=True)
    user_id = models.UUIDField()
    purpose = models.CharField(max_length=20)
    mark = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "identity_mail_tokens"
        indexes = (
            models.Index(fields=["user_id"], name="ix_identity_mail_tokens_user"),
            models.Index(fields=["expires_at"], name="ix_identity_mail_tokens_expire"),
        )

    def __str__(self) -> str:
        return self.secret_hash


class VerificationRecord(models.Model):
    user_id = models.UUIDField(primary_key=True)
    mark = models.CharField(max_length=64)
    verified_at = models.DateTimeField()

    class Meta:
        db_table = "identity_mail_verifications"

    def __str__(self) -> str:
        return str(self.user_id)
