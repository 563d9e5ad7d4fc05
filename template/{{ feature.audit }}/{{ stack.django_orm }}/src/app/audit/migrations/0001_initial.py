"""The table that the audit log is kept in, and what keeps it as it is."""

from typing import Any

from django.db import migrations, models

from app.audit.append_only import GUARDS, REMOVED


def _guard(apps: Any, editor: Any) -> None:
    for guard in GUARDS[editor.connection.vendor]:
        editor.execute(guard)


def _clear(apps: Any, editor: Any) -> None:
    for rest in REMOVED.get(editor.connection.vendor, ()):
        editor.execute(f"{rest} CASCADE")  # the table is there still, with its trigger


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="AuditEntryRecord",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("action", models.CharField(max_length=100)),
                ("actor_id", models.UUIDField(null=True)),
                ("actor_role", models.CharField(max_length=40, null=True)),
                ("subject_type", models.CharField(max_length=100, null=True)),
                ("subject_id", models.UUIDField(null=True)),
                ("fields", models.TextField(null=True)),
                ("address", models.CharField(max_length=60, null=True)),
                ("request_id", models.CharField(max_length=128, null=True)),
                ("user_agent", models.CharField(max_length=200, null=True)),
            ],
            options={
                "db_table": "audit_entries",
                "indexes": [
                    models.Index(fields=["actor_id", "id"], name="ix_audit_entries_actor_id"),
                    models.Index(fields=["action", "id"], name="ix_audit_entries_action"),
                    models.Index(
                        fields=["subject_type", "id"], name="ix_audit_entries_subject_type"
                    ),
                    models.Index(fields=["subject_id", "id"], name="ix_audit_entries_subject_id"),
                ],
            },
        ),
        migrations.RunPython(_guard, _clear, atomic=False),  # MySQL takes no DDL within one
    ]
