"""What may be done to rows of the journal: they are added and read."""

from typing import NoReturn, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class AppendOnly(TypeError):
    """The program tried to change or remove rows of the journal."""


class AppendOnlyQuerySet(models.QuerySet[M]):
    """Refuses what the database refuses too, before it is asked."""

    def update(self, **_values: object) -> NoReturn:
        """Refuse."""
        raise AppendOnly(self.model.__name__)

    def bulk_update(self, *_args: object, **_options: object) -> NoReturn:
        """Refuse."""
        raise AppendOnly(self.model.__name__)

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnly(self.model.__name__)
