"""Where a table says whose its rows are: nowhere, as nobody logs in."""

from django.db import models


class OwnedRow(models.Model):
    """What the table of every resource has of its owner."""

    class Meta:
        abstract = True
