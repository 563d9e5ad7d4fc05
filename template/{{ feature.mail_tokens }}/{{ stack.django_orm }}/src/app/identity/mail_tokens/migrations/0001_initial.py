"""The tables that mailed tokens and verified addresses are kept in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="TokenRecord",
            fields=[
                (
                    "secret_hash",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("user_id", models.UUIDField()),
                ("purpose", models.CharField(max_length=20)),
                ("mark", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "db_table": "identity_mail_tokens",
                "indexes": [
                    models.Index(fields=["user_id"], name="ix_identity_mail_tokens_user"),
                    models.Index(fields=["expires_at"], name="ix_identity_mail_tokens_expire"),
                ],
            },
        ),
        migrations.CreateModel(
            name="VerificationRecord",
            fields=[
                ("user_id", models.UUIDField(primary_key=True, serialize=False)),
                ("mark", models.CharField(max_length=64)),
                ("verified_at", models.DateTimeField()),
            ],
            options={"db_table": "identity_mail_verifications"},
        ),
    ]
