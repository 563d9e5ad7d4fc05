"""The table that logins are kept in, and a log of the admin that holds nobody back.

Whoever is deleted stays in that log by their id: Django has a foreign key there, which only its own
ORM gets past.
"""

from copy import copy
from typing import Any

from django.db import migrations, models


def _loosen(apps: Any, editor: Any) -> None:
    entry = apps.get_model("admin", "LogEntry")
    user = entry._meta.get_field("user")
    loose = copy(user)
    loose.db_constraint = False
    editor.alter_field(entry, user, loose)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("admin", "0003_logentry_add_action_flag_choices")]
    operations = [
        migrations.CreateModel(
            name="SessionRecord",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("user_id", models.UUIDField()),
                ("role", models.CharField(max_length=40)),
                ("secret_hash", models.CharField(max_length=64)),
                ("device", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField()),
                ("used_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "db_table": "identity_sessions",
                "indexes": [
                    models.Index(fields=["user_id"], name="ix_identity_sessions_user_id"),
                    models.Index(fields=["expires_at"], name="ix_identity_sessions_expires"),
                ],
            },
        ),
        migrations.RunPython(
            _loosen,
            migrations.RunPython.noop,
            atomic=False,  # a transaction of its own, in which MySQL changes no table
        ),
    ]
