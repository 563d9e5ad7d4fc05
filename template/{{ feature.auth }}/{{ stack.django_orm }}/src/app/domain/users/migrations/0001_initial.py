"""The table that users began with."""

from django.db import migrations, models

from app.infrastructure.database.fields import FoldedLine, FoldedText
from app.utils.clock import now
from app.utils.identifiers import new_id


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="UserRecord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.IntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(default=now, editable=False)),
                ("updated_at", models.DateTimeField(default=now, editable=False)),
                ("email", models.EmailField(max_length=254)),
                ("email_key", FoldedLine(folds="email", max_length=762)),
                ("full_name", models.CharField(max_length=200, null=True, blank=True)),
                ("full_name_key", FoldedText(folds="full_name", null=True)),
                (
                    "role",
                    models.CharField(
                        max_length=5,
                        choices=[("user", "user"), ("admin", "admin")],
                        default="user",
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("password", models.CharField(max_length=200)),
            ],
            options={
                "db_table": "users",
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(email__length__lte=254), name="ck_users_email_allowed"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(full_name__length__range=(0, 200)),
                        name="ck_users_full_name_allowed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(role__in=["user", "admin"]),
                        name="ck_users_role_allowed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(password__length__range=(1, 200)),
                        name="ck_users_password_allowed",
                    ),
                    models.UniqueConstraint(fields=["email_key"], name="uq_users_email_key"),
                ],
                "indexes": [
                    models.Index(fields=["created_at", "id"], name="ix_users_created_at"),
                    models.Index(fields=["updated_at", "id"], name="ix_users_updated_at"),
                ],
            },
        ),
    ]
