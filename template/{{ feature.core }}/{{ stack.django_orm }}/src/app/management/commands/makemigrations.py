"""Django's `makemigrations`, which first looks whether the database has all that came before."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import makemigrations
from django.db.migrations.exceptions import InconsistentMigrationHistory


class Command(makemigrations.Command):
    def handle(self, *arguments: Any, **options: Any) -> None:
        try:
            super().handle(*arguments, **options)
        except InconsistentMigrationHistory as error:
            raise CommandError(f"{error} Migrate it first: make migrate.") from error
