"""The table that claims are kept in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="IdempotencyRecord",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("fingerprint", models.CharField(max_length=64)),
                ("attempt", models.UUIDField()),
                ("locked_until", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("status", models.IntegerField(null=True)),
                ("headers", models.TextField(null=True)),
                ("body", models.BinaryField(null=True)),
            ],
            options={
                "db_table": "idempotency_keys",
                "indexes": [
                    models.Index(fields=["expires_at"], name="ix_idempotency_keys_expires_at")
                ],
            },
        ),
    ]
