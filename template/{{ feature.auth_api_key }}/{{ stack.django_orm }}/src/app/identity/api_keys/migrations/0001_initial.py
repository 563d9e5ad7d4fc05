"""The table that API keys are kept in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="ApiKeyRecord",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("user_id", models.UUIDField()),
                ("name", models.CharField(max_length=100)),
                ("prefix", models.CharField(max_length=60)),
                ("secret_hash", models.CharField(max_length=64)),
                ("scopes", models.TextField()),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "identity_api_keys",
                "indexes": [
                    models.Index(fields=["user_id"], name="ix_identity_api_keys_user_id"),
                ],
            },
        ),
    ]
