"""What may be done to rows of the journal: add and read; advance a head; blank a content once."""

from typing import NoReturn, TypeVar

from django.db import models

from duban.journal.chain import ERASED_CONTENT

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


class HeadQuerySet(AppendOnlyQuerySet[M]):
    """Heads move forward only."""

    def advance(self, jurisdiction: str, *, seq: int, digest: str) -> int:
        """Set the head of a chain to the entry just written; the caller holds the row's lock."""
        rows = models.QuerySet[M](self.model, using=self.db).filter(jurisdiction=jurisdiction, seq=seq - 1)
        return rows.update(seq=seq, digest=digest)


class ContentQuerySet(AppendOnlyQuerySet[M]):
    """Contents can be blanked, once."""

    def blank(self, jurisdiction: str, *, seq: int, name: str, erased_seq: int) -> int:
        """Remove a content with its salt; return 0 where somebody did it already."""
        rows = models.QuerySet[M](self.model, using=self.db).filter(
            jurisdiction=jurisdiction, seq=seq, name=name, erased_seq=0
        )
        return rows.update(**ERASED_CONTENT, erased_seq=erased_seq)
