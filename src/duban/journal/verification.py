"""Recomputing the chains: is every row of the journal what it was when it was written?

Streams entry by entry beside what lies beside the entries, in flat memory and without a transaction: a chain that
grows meanwhile is followed to its new end. What this proves, and what it cannot, stands in docs/journal.md.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NoReturn, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from duban.core.digests import ALGORITHMS, JSON, NotCanonical
from duban.journal.access import records_between, seal_over
from duban.journal.actions import ACCESS_SEALED, CONTENT_ERASED
from duban.journal.bodies import Order, Seal, Unreadable, read_contents, read_subjects
from duban.journal.chain import (
    ACCESS_COLUMNS,
    BLANK,
    CONTENT_COLUMNS,
    ENTRY_COLUMNS,
    ERASED_CONTENT,
    GENESIS,
    access_digest,
    content_digest,
    entry_digest,
)
from duban.journal.models import AccessRecord, Content, Entry, EntrySubject, Head
from duban.journal.reports import Break, ChainReport, ErasedPlace, Fault, Report

Row = Mapping[str, JSON]
M = TypeVar("M", bound=Model)

CHUNK = 500


def verify(jurisdiction: str | None = None) -> Report:
    """Verify one chain, or every chain of which any table holds a row."""
    if jurisdiction is not None:
        return Report((_Walk(jurisdiction).report(),))
    found: dict[object, type[Model]] = {}
    for model in (Head, Entry, EntrySubject, Content, AccessRecord):
        names = model._default_manager.order_by().values_list("jurisdiction", flat=True).distinct()  # noqa: SLF001
        found.update(dict.fromkeys(names, model))
    chains = [_Walk(name).report() for name in sorted(name for name in found if isinstance(name, str))]
    return Report((*chains, *(_nameless(name, model) for name, model in found.items() if not isinstance(name, str))))


def verify_end(jurisdiction: str, *, last: int) -> ChainReport:
    """Verify the last entries of a chain with what lies beside them: for a page, which cannot take all day.

    The digest of the entry before the first one is taken as it stands, so what is older is neither proved nor
    disproved; a chain that is no longer than `last` is verified from its beginning.
    """
    head = Head.objects.filter(jurisdiction=jurisdiction).values_list("seq", flat=True).first()
    start = (head if isinstance(head, int) else 0) - last
    before = Entry.objects.filter(jurisdiction=jurisdiction, seq=start).values_list("digest", flat=True).first()
    if before is None:  # short enough, or broken there: from the beginning
        return _Walk(jurisdiction).report()
    return _Walk(jurisdiction, start=start, digest=str(before)).report()


def agrees_with(*, jurisdiction: str, seq: int, digest: str) -> bool:
    """Say whether a head that was printed once, at least its first characters, still stands at its place."""
    return Entry.objects.filter(jurisdiction=jurisdiction, seq=seq, digest__startswith=digest.lower()).exists()


def _nameless(name: object, model: type[Model]) -> ChainReport:
    """Report rows of a chain whose name is no text: SQLite stores anything anywhere."""
    walk = _Walk(repr(name))
    return walk.report(Break(_table(model), walk.jurisdiction, 0, Fault.UNREADABLE))


class _BrokenLink(Exception):
    def __init__(self, link: Break) -> None:
        super().__init__(link)
        self.link = link


class _Beside:
    """Rows that lie beside the entries, handed out entry by entry from a stream that is sorted by `seq`."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, seq: JSON) -> list[Row]:
        found = []
        while self._next is not None and self._next["seq"] == seq:
            found.append(self._next)
            self._next = next(self._rows, None)
        return found


class _Walk:
    """One walk along one chain, from its beginning or from an entry that is believed, up to the first broken link."""

    def __init__(self, jurisdiction: str, *, start: int = 0, digest: str = GENESIS) -> None:
        self.jurisdiction = jurisdiction
        self.start = start
        self.seq = start
        self.digest = digest
        self.erased: list[ErasedPlace] = []
        self.sealed = self.unsealed = 0
        self.sealed_until = BLANK

    def report(self, broken: Break | None = None) -> ChainReport:
        try:
            self._believe()
            self._follow()
            self._find_strays()
            self._check_unsealed()
        except _BrokenLink as found:
            broken = found.link
        return ChainReport(
            jurisdiction=self.jurisdiction,
            entries=self.seq - self.start,
            digest=self.digest,
            erased=tuple(self.erased),
            access_sealed=self.sealed,
            access_unsealed=self.unsealed,
            sealed_until=self.sealed_until,
            broken=broken,
        )

    def _rows(self, model: type[M]) -> QuerySet[M]:
        return model._default_manager.filter(jurisdiction=self.jurisdiction)  # noqa: SLF001 -- Django's own name

    def _break(self, model: type[Model], fault: Fault, *, seq: int = 0, row: str = BLANK) -> NoReturn:
        raise _BrokenLink(Break(_table(model), self.jurisdiction, seq, fault, row))

    def _believe(self) -> None:
        """Take the seal before the start as it stands."""
        seals = self._rows(Entry).filter(kind=ACCESS_SEALED.code, seq__lte=self.start).order_by("-at", "-seq")
        for body in seals.values_list("body", flat=True)[:1] if self.start else ():
            try:
                self.sealed_until = Seal.read(body).until
            except Unreadable:
                self._break(Entry, Fault.UNREADABLE, seq=self.start)

    def _follow(self) -> None:
        """Follow the entries to their end and compare the head; go on where the chain grew meanwhile."""
        for seq in self._rows(Entry).filter(seq__lt=1).order_by("seq").values_list("seq", flat=True)[:1]:
            self._break(Entry, Fault.ADDED, seq=seq)
        while True:
            while self._follow_chunk():
                pass
            head = self._rows(Head).values_list("seq", "digest").first()
            if head is None and self.seq:
                self._break(Head, Fault.MISSING)
            if head is None or head == (self.seq, self.digest):
                return
            if not self._rows(Entry).filter(seq=self.seq + 1).exists():
                self._name_disagreement(*head)

    def _name_disagreement(self, seq: int, digest: str) -> NoReturn:
        """Tell entries removed or added at the end from a head that was altered."""
        if not isinstance(seq, int):
            self._break(Head, Fault.ALTERED)
        if digest not in (self.digest, GENESIS) and seq > self.seq:
            self._break(Entry, Fault.MISSING, seq=self.seq + 1)
        if seq < self.seq and self._rows(Entry).filter(seq=seq, digest=digest).exists():
            self._break(Entry, Fault.ADDED, seq=seq + 1)
        self._break(Head, Fault.ALTERED)

    def _follow_chunk(self) -> bool:
        entries = list(
            self._rows(Entry).filter(seq__gt=self.seq).order_by("seq").values(*ENTRY_COLUMNS, "digest")[:CHUNK]
        )
        if not entries:
            return False
        first, last = self.seq + 1, self.seq + len(entries)
        subjects = self._beside(EntrySubject, first, last, "seq", "kind", "uid")
        contents = self._beside(Content, first, last, "seq", "name", *CONTENT_COLUMNS, "erased_seq")
        for entry in entries:
            self._check_entry(entry)
            try:
                self._check_subjects(entry, subjects.of(self.seq))
                self._check_contents(entry, contents.of(self.seq))
                self._check_act(entry)
            except Unreadable:
                self._break(Entry, Fault.UNREADABLE, seq=self.seq)
        return True

    def _check_act(self, entry: Row) -> None:
        if entry["kind"] == ACCESS_SEALED.code:
            self._check_seal(entry)
        elif entry["kind"] == CONTENT_ERASED.code:
            self._check_erasure(entry)

    def _beside(self, model: type[Model], first: int, last: int, *columns: str) -> _Beside:
        rows = self._rows(model).filter(seq__gte=first, seq__lte=last).order_by("seq")
        return _Beside(rows.values(*columns).iterator(chunk_size=50))

    def _check_entry(self, entry: Row) -> None:
        expected = self.seq + 1
        if entry["seq"] != expected:
            self._break(Entry, Fault.MISSING, seq=expected)
        if entry["algorithm"] not in ALGORITHMS:
            self._break(Entry, Fault.ALGORITHM, seq=expected)
        if entry["previous"] != self.digest:
            self._break(Entry, Fault.UNLINKED, seq=expected)
        if not _gives(entry["digest"], lambda: entry_digest(entry)):
            self._break(Entry, Fault.ALTERED, seq=expected)
        self.seq, self.digest = expected, str(entry["digest"])

    def _check_subjects(self, entry: Row, rows: Sequence[Row]) -> None:
        expected = {f"{kind} {uid}" for kind, uid in read_subjects(entry["subjects"])}
        self._compare(EntrySubject, expected, {f"{row['kind']} {row['uid']}" for row in rows})

    def _check_contents(self, entry: Row, rows: Sequence[Row]) -> None:
        expected = read_contents(entry["contents"])
        self._compare(Content, set(expected), {str(row["name"]) for row in rows})
        for row in rows:
            name = str(row["name"])
            kind, digest = expected[name]
            if row["erased_seq"] != 0:
                self._check_erased(row, kind)
            elif row["kind"] != kind or not _gives(digest, lambda: content_digest(str(entry["algorithm"]), row)):  # noqa: B023
                self._break(Content, Fault.ALTERED, seq=self.seq, row=name)

    def _compare(self, model: type[Model], expected: set[str], found: set[str]) -> None:
        missing, added = sorted(expected - found), sorted(found - expected)
        if missing and added:
            self._break(model, Fault.ALTERED, seq=self.seq, row=added[0])
        if missing:
            self._break(model, Fault.MISSING, seq=self.seq, row=missing[0])
        if added:
            self._break(model, Fault.ADDED, seq=self.seq, row=added[0])

    def _check_erased(self, row: Row, kind: str) -> None:
        """A blanked content is in order where a later entry names the order for it."""
        name = str(row["name"])
        if row["kind"] != kind or any(row[column] != blank for column, blank in ERASED_CONTENT.items()):
            self._break(Content, Fault.ALTERED, seq=self.seq, row=name)
        erased_seq = row["erased_seq"] if isinstance(row["erased_seq"], int) else 0  # SQLite stores any type anywhere
        bodies = self._rows(Entry).filter(kind=CONTENT_ERASED.code, seq__gt=self.seq, seq=erased_seq)
        for order in map(Order.read, bodies.values_list("body", flat=True)):
            if (order.entry, order.content) == (self.seq, name):
                self.erased.append(ErasedPlace(self.seq, name, erased_seq, order.order_number))
                return
        self._break(Content, Fault.UNORDERED, seq=self.seq, row=name)

    def _check_erasure(self, entry: Row) -> None:
        """What an entry says was erased is erased."""
        order = Order.read(entry["body"])
        if self._rows(Content).filter(seq=order.entry, name=order.content).exclude(erased_seq=self.seq).exists():
            self._break(Content, Fault.RESTORED, seq=order.entry, row=order.content)

    def _check_seal(self, entry: Row) -> None:
        """The access records of the sealed days are those over which the seal was made."""
        seal, after = Seal.read(entry["body"]), self.sealed_until
        digests = (str(row["digest"]) for row in self._access_records(after, seal.until, seq=self.seq))
        found = seal_over(str(entry["algorithm"]), digests, after=after, until=seal.until)
        if found.records != seal.records:
            fault = Fault.MISSING if found.records < seal.records else Fault.ADDED
            self._break(AccessRecord, fault, seq=self.seq, row=seal.until)
        if found != seal:
            self._break(AccessRecord, Fault.ALTERED, seq=self.seq, row=seal.until)
        self.sealed += found.records
        self.sealed_until = seal.until

    def _check_unsealed(self) -> None:
        """Records that no seal covers yet stand by their own digests alone."""
        for _row in self._access_records(self.sealed_until, None, seq=0):
            self.unsealed += 1

    def _access_records(self, after: str, until: str | None, *, seq: int) -> Iterator[Row]:
        rows = records_between(self.jurisdiction, after, until).values(*ACCESS_COLUMNS, "digest")
        for row in rows.iterator(chunk_size=CHUNK):
            uid = str(row["uid"])
            if row["algorithm"] not in ALGORITHMS:
                self._break(AccessRecord, Fault.ALGORITHM, seq=seq, row=uid)
            if not _gives(row["digest"], lambda: access_digest(row)):  # noqa: B023 -- called at once
                self._break(AccessRecord, Fault.ALTERED, seq=seq, row=uid)
            yield row

    def _find_strays(self) -> None:
        """Rows beside entries that do not exist."""
        walked = Q(seq__lt=1) | Q(seq__gt=self.start)
        there = Exists(Entry.objects.filter(jurisdiction=self.jurisdiction, seq=OuterRef("seq")))
        for seq in self._rows(EntrySubject).filter(walked).exclude(there).values_list("seq", flat=True)[:1]:
            self._break(EntrySubject, Fault.ADDED, seq=seq)
        for seq in self._rows(Content).filter(walked).exclude(there).values_list("seq", flat=True)[:1]:
            self._break(Content, Fault.ADDED, seq=seq)


def _table(model: type[Model]) -> str:
    return model._meta.db_table  # noqa: SLF001 -- Django's own name


def _gives(stored: JSON, recomputed: Callable[[], str]) -> bool:
    """Say whether a row gives its digest; a row that no longer has a canonical form does not."""
    try:
        return stored == recomputed()
    except NotCanonical:
        return False
