"""What all tables share: the columns of every resource."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from app.infrastructure.database.fields import FoldedLine, FoldedText
from app.infrastructure.database.ownership import OwnedRow
from app.utils.clock import now
from app.utils.identifiers import new_id


class Row(models.Model):
    """What every table of a service has. Lists go by `created_at` or `updated_at`, ties by `id`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.IntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=now, editable=False)
    updated_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def folds(cls) -> dict[str, str]:
        """The name of each folded twin, and of the field that it folds."""
        fields = cls._meta.concrete_fields
        return {f.attname: f.folds for f in fields if isinstance(f, FoldedLine | FoldedText)}

    def save(self, *arguments: Any, **options: Any) -> None:
        """What the admin changes counts as a change does: clients see it by the ETag."""
        if not self._state.adding:
            self.version += 1
            self.updated_at = now()
        super().save(*arguments, **options)

    def unique_error_message(self, model_class: Any, unique_check: Any) -> ValidationError:
        """Of the field that a person sees."""
        seen = [self.folds().get(name, name) for name in unique_check]
        return super().unique_error_message(model_class, tuple(seen))

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """A value that is taken is told of the field that a person sees, not of its twin."""
        twins = self.folds()
        for field in self._meta.concrete_fields:
            if field.attname in twins:
                field.pre_save(self, add=False)
        try:
            super().validate_constraints(exclude=set(exclude or ()) - set(twins))
        except ValidationError as error:
            faults = {twins.get(name, name): told for name, told in error.error_dict.items()}
            raise ValidationError(faults) from error


class Record(OwnedRow, Row):
    """The table of a resource."""

    class Meta:
        abstract = True
