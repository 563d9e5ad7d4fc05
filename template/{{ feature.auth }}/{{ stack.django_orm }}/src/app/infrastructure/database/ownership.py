"""Where a table says whose its rows are."""

from django.db import models


class OwnedRow(models.Model):
    """What the table of every resource has of its owner. It is no foreign key: whoever is deleted
    leaves what is theirs to the admins, and no row waits for the table of users."""

    owner_id = models.UUIDField(null=True, editable=False, db_index=True)

    class Meta:
        abstract = True
