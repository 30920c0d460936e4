"""Tables of the journal: entries, what they touch, what they carry, who looked, where each chain stands.

No foreign keys, no automatic keys, no column whose text differs between engines: moments and days are stored in
canonical form as texts, JSON as its canonical text, and nothing is ever NULL or empty. What a row says can thus be
checked with plain SQL and thirty lines in any language (docs/journal.md).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar, NoReturn

from django.db import models
from django.db.models.base import ModelBase

from duban.core.models import UidField
from duban.journal.chain import BLANK, ERASED_CONTENT
from duban.journal.querysets import AppendOnly, AppendOnlyQuerySet

DIGEST = 64  # hexadecimal characters of SHA-256 and of SM3


class AppendOnlyModel(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Insert a new row; refuse to write one again."""
        if force_update or update_fields is not None or not self._state.adding:
            raise AppendOnly(type(self).__name__)
        super().save(force_insert=force_insert or True, using=using)

    def delete(self, using: str | None = None, keep_parents: bool = False) -> NoReturn:  # noqa: ARG002 -- Django's
        """Refuse."""
        raise AppendOnly(type(self).__name__)


class Entry(AppendOnlyModel):
    """One act of one person, chained to the act before it by digests."""

    pk = models.CompositePrimaryKey("jurisdiction", "seq")
    jurisdiction = models.CharField(max_length=16)
    seq = models.BigIntegerField()
    at = models.CharField(max_length=27)
    kind = models.CharField(max_length=64)
    actor_uid = models.CharField(max_length=32)
    actor_name = models.CharField(max_length=128)
    unit_name = models.CharField(max_length=128)
    on_behalf_of = models.CharField(max_length=128, default=BLANK)
    batch = models.CharField(max_length=32, default=BLANK)
    body = models.TextField()
    subjects = models.TextField()
    contents = models.TextField()
    algorithm = models.CharField(max_length=16)
    previous = models.CharField(max_length=DIGEST)
    digest = models.CharField(max_length=DIGEST)

    objects: ClassVar[models.Manager["Entry"]] = AppendOnlyQuerySet.as_manager()

    class Meta:
        db_table = "journal_entry"
        default_permissions = ()
        # The audit desk goes along these, newest first; few acts are on behalf or of a batch.
        indexes = [
            models.Index(fields=["jurisdiction", "at", "seq"], name="journal_entry_at"),
            models.Index(fields=["jurisdiction", "actor_name", "at", "seq"], name="journal_entry_actor"),
            models.Index(fields=["jurisdiction", "unit_name", "at", "seq"], name="journal_entry_unit"),
            models.Index(fields=["jurisdiction", "kind", "at", "seq"], name="journal_entry_kind"),
            models.Index(
                fields=["jurisdiction", "at", "seq"],
                condition=~models.Q(on_behalf_of=BLANK),
                name="journal_entry_behalf",
            ),
            models.Index(
                fields=["jurisdiction", "batch", "at", "seq"],
                condition=~models.Q(batch=BLANK),
                name="journal_entry_batch",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction}/{self.seq} {self.kind}"

    @property
    def moment(self) -> datetime:
        """Return when it happened."""
        return datetime.fromisoformat(self.at)


class EntrySubject(AppendOnlyModel):
    """An object that an act touched: the way from the object to its entries. The entry itself lists them too."""

    pk = models.CompositePrimaryKey("jurisdiction", "seq", "kind", "uid")
    jurisdiction = models.CharField(max_length=16)
    seq = models.BigIntegerField()
    kind = models.CharField(max_length=32)
    uid = models.CharField(max_length=64)

    objects: ClassVar[models.Manager["EntrySubject"]] = AppendOnlyQuerySet.as_manager()

    class Meta:
        db_table = "journal_subject"
        default_permissions = ()
        indexes = [models.Index(fields=["jurisdiction", "kind", "uid", "seq"], name="journal_subject_about")]

    def __str__(self) -> str:
        return f"{self.jurisdiction}/{self.seq} {self.kind} {self.uid}"


class Content(AppendOnlyModel):
    """A long text or a file of an act. The entry holds its salted digest, so that it can be erased by order."""

    class Kind(models.TextChoices):
        TEXT = "text"
        FILE = "file"

    pk = models.CompositePrimaryKey("jurisdiction", "seq", "name")
    jurisdiction = models.CharField(max_length=16)
    seq = models.BigIntegerField()
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=Kind)
    salt = models.CharField(max_length=64)
    text = models.TextField(default=BLANK)
    sha256 = models.CharField(max_length=DIGEST, default=BLANK)
    size = models.BigIntegerField(default=0)
    reference = models.CharField(max_length=255, default=BLANK)
    erased_seq = models.BigIntegerField(default=0)

    objects: ClassVar[models.Manager["Content"]] = AppendOnlyQuerySet.as_manager()

    class Meta:
        db_table = "journal_content"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.jurisdiction}/{self.seq} {self.name}"

    def blank(self, *, erased_seq: int) -> None:
        """Remove the content with its salt under the number of an entry; the caller holds the row's lock."""
        models.QuerySet(Content).filter(pk=self.pk, erased_seq=0).update(**ERASED_CONTENT, erased_seq=erased_seq)


class AccessRecord(AppendOnlyModel):
    """A sign-in, a refused act, a look at a sensitive record; sealed into the chain once its day is over."""

    pk = models.CompositePrimaryKey("jurisdiction", "uid")
    jurisdiction = models.CharField(max_length=16)
    uid = UidField()
    day = models.CharField(max_length=10)
    at = models.CharField(max_length=27)
    actor_uid = models.CharField(max_length=32)
    actor_name = models.CharField(max_length=128)
    unit_name = models.CharField(max_length=128)
    what = models.CharField(max_length=64)
    outcome = models.CharField(max_length=32)
    target = models.CharField(max_length=255)
    address = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=16)
    digest = models.CharField(max_length=DIGEST)

    objects: ClassVar[models.Manager["AccessRecord"]] = AppendOnlyQuerySet.as_manager()

    class Meta:
        db_table = "journal_access"
        default_permissions = ()
        indexes = [
            models.Index(fields=["jurisdiction", "day", "at", "digest"], name="journal_access_order"),
            models.Index(fields=["jurisdiction", "at", "uid"], name="journal_access_at"),
            models.Index(fields=["jurisdiction", "actor_name", "at", "uid"], name="journal_access_actor"),
            models.Index(fields=["jurisdiction", "what", "at", "uid"], name="journal_access_what"),
            models.Index(fields=["jurisdiction", "address", "at", "uid"], name="journal_access_address"),
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction}/{self.uid} {self.what}"

    @property
    def moment(self) -> datetime:
        """Return when it happened."""
        return datetime.fromisoformat(self.at)


class Head(AppendOnlyModel):
    """Where a chain stands; its row is the lock that puts the writers of one government in a queue."""

    jurisdiction = models.CharField(max_length=16, primary_key=True)
    seq = models.BigIntegerField()
    digest = models.CharField(max_length=DIGEST)

    objects: ClassVar[models.Manager["Head"]] = AppendOnlyQuerySet.as_manager()

    class Meta:
        db_table = "journal_head"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.jurisdiction}/{self.seq}"

    def advance(self, *, digest: str) -> None:
        """Move on to the entry just written; the caller holds the row's lock."""
        models.QuerySet(Head).filter(pk=self.pk).update(seq=self.seq + 1, digest=digest)
