"""Acts of people: the one way in which an act is done, recorded on behalf, or kept waiting for its second person.

A service of an act that a unit, a leader or the approver decides is a handler under `performs`:

    @dataclass(frozen=True)
    class DeputyNamed:
        name: str

    @performs("orgs.name_deputy", about=Unit, given=DeputyNamed)
    def name_deputy(deed: Deed, unit: Unit, given: DeputyNamed) -> Post:
        ...
        deed.record(actions.DEPUTY_NAMED.code, [Subject("unit", unit.uid)], {"name": given.name})
        return post

and is called as `name_deputy(by=By(viewer), about=unit, given=DeputyNamed("…"))`. In one transaction the call takes the
key, locks the object, asks permission of the one who decides, runs the handler, and sees to it that exactly one entry
was recorded. A test holds that no act of a unit, a leader or the approver is done in any other way.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from django.db import transaction
from django.db.models import Model
from django.utils.translation import pgettext
from pydantic import TypeAdapter

from duban.core import clock, files
from duban.core.digests import JSON, canonical_digest
from duban.journal.models import Entry
from duban.journal.records import Actor, File, Subject, Text, record
from duban.orgs import actions, policies
from duban.orgs.acting import keys
from duban.orgs.acting.behalf import Behalf, decider_of, is_late, require_paper, require_recorder
from duban.orgs.acting.errors import NotRecordable
from duban.orgs.errors import NotVisible
from duban.orgs.models import Jurisdiction, RecordedAct
from duban.orgs.viewers import LONGEST_BEHALF, Standing, Viewer

M = TypeVar("M", bound=Model)
G = TypeVar("G")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

LONGEST_WORDS = 255


class Weight(Enum):
    """How much an act weighs when somebody else records it (domain 3, rule 3)."""

    SOFT = "soft"  # takes effect at once
    DECISION = "decision"  # needs the signed paper, and a second person who confirms it
    OWN = "own"  # nobody can record it for another: passwords, undertakings


@dataclass(frozen=True)
class By:
    """Who asks for an act: the person at the keyboard, for whom he records it, and the key of his request."""

    viewer: Viewer
    behalf: Behalf | None = None
    key: str | None = None
    batch: str | None = None


@dataclass
class Deed:
    """An act under way: who decides, who is at the keyboard, and the moment by which it is judged."""

    by: By
    decider: Standing
    actor: Actor
    at: datetime
    recorded: RecordedAct | None = None
    entries: list[Entry] = field(default_factory=list)

    @property
    def viewer(self) -> Viewer:
        """Return the person at the keyboard."""
        return self.by.viewer

    @property
    def jurisdiction(self) -> Jurisdiction:
        """Return the government in which it is done."""
        return self.by.viewer.jurisdiction

    def record(
        self,
        kind: str,
        subjects: Sequence[Subject],
        body: Mapping[str, JSON] = {},
        contents: Sequence[Text | File] = (),
    ) -> Entry:
        """Write the entry of this act, its last statement; what is on paper or on behalf is said in it."""
        behalf: dict[str, JSON] = {}
        if self.recorded is not None:
            subjects = [*subjects, Subject("recordedact", self.recorded.uid)]
            behalf = {"recorded": _witness(self.recorded)}
            contents = [*contents, *_paper(self.recorded)]
        entry = record(
            actor=self.actor,
            kind=kind,
            jurisdiction=self.jurisdiction.uid,
            subjects=subjects,
            body={**body, **behalf},
            contents=contents,
            batch=self.by.batch or "",
        )
        self.entries.append(entry)
        return entry


@dataclass(frozen=True)
class Outcome(Generic[R_co]):
    """What came of an act: done with its result, waiting for a second person, or done before under the same key."""

    result: R_co | None = None
    waiting: RecordedAct | None = None
    answer: str = ""
    is_repeated: bool = False

    @property
    def is_waiting(self) -> bool:
        """Say whether a second person must confirm it first."""
        return self.waiting is not None


class Performed(Generic[M, G, R]):
    """A service under `performs`."""

    def __init__(
        self,
        code: str,
        *,
        about: type[M],
        given: type[G],
        weight: Weight,
        handler: Callable[[Deed, M, G], R],
        along: Sequence[str] = (),
    ) -> None:
        self.code, self.about, self.given, self.weight, self.along = code, about, given, weight, along
        self.handler = handler
        self.__name__, self.__doc__, self.__module__ = handler.__name__, handler.__doc__, handler.__module__

    def __call__(self, *, by: By, about: M, given: G) -> Outcome[R]:
        """Do the act, or record it for its decider; one transaction, one entry."""
        with transaction.atomic():
            if by.key is not None:
                digest = canonical_digest("sha256", [about_uid(about), self.text_of(given), *_asked_for(by.behalf)])
                kept = keys.take(viewer=by.viewer, act=self.code, key=by.key, given_digest=digest)
                if kept is not None:
                    return self._again(by.viewer, kept.answer)
            row = self.locked(by.viewer.jurisdiction, about)
            outcome = self._own(by, row, given) if by.behalf is None else self._behalf(by, by.behalf, row, given)
            if by.key is not None:
                keys.answer(viewer=by.viewer, act=self.code, key=by.key, words=outcome.answer or keys.UNDER_WAY)
            return outcome

    @cached_property
    def adapter(self) -> TypeAdapter[G]:
        """Return what writes and reads the given, built when first asked for: workers start without them."""
        return TypeAdapter(self.given)

    def text_of(self, given: G) -> str:
        """Return what an act was given as JSON of its type."""
        return self.adapter.dump_json(given).decode()

    def given_of(self, text: str) -> G:
        """Return what an act was given from its JSON."""
        return self.adapter.validate_json(text)

    def locked(self, jurisdiction: Jurisdiction, about: M) -> M:
        """Return the object under its lock: of two acts on it the second sees what the first did."""
        rows = self.about._default_manager.select_for_update(of=("self",))  # noqa: SLF001 -- Django's own name
        row = (rows.select_related(*self.along) if self.along else rows).filter(pk=about.pk).first()
        if row is None or _government(row) != jurisdiction.pk:
            raise NotVisible
        return row

    def found(self, jurisdiction: Jurisdiction, uid: str) -> M | None:
        """Return the object of an act by its uid, of the same government."""
        rows = self.about._default_manager.filter(uid=uid)  # noqa: SLF001 -- Django's own name
        if self.about is Jurisdiction:
            return rows.filter(pk=jurisdiction.pk).first()
        return rows.filter(jurisdiction=jurisdiction).first()

    def run(self, deed: Deed, row: M, given: G) -> Outcome[R]:
        """Run the handler and see that it recorded what it did, once."""
        result = self.handler(deed, row, given)
        if len(deed.entries) != 1:
            raise AssertionError(f"{self.code}: one act, one entry; recorded {len(deed.entries)}")
        return Outcome(result=result, answer=str(getattr(result, "uid", "")) or about_uid(row))

    def _again(self, viewer: Viewer, answer: str) -> Outcome[R]:
        """Return what is known of an act that was done before under the same key."""
        waiting = RecordedAct.objects.filter(
            jurisdiction=viewer.jurisdiction, uid=answer, act=self.code, stage=RecordedAct.Stage.WAITING
        )
        return Outcome(waiting=waiting.first(), answer=answer, is_repeated=True)

    def _own(self, by: By, row: M, given: G) -> Outcome[R]:
        actor = policies.require(by.viewer, self.code, row)
        return self.run(Deed(by=by, decider=by.viewer, actor=actor, at=clock.now()), row, given)

    def _behalf(self, by: By, behalf: Behalf, row: M, given: G) -> Outcome[R]:
        if self.weight is Weight.OWN:
            raise NotRecordable
        require_recorder(by.viewer, behalf.post)
        late = is_late(by.viewer.jurisdiction, behalf.given_at)
        decider = decider_of(behalf, by.viewer)
        policies.require_standing(decider, self.code, row)
        if self.weight is Weight.DECISION:
            require_paper(behalf.paper)
        waits = late or self.weight is Weight.DECISION
        recorded = self._keep(by, behalf, decider, row, given, is_late=late, waits=waits)
        if not waits:
            return self.run(deed_of(by, decider, recorded), row, given)
        record(
            actor=on_behalf(by.viewer, decider, recorded),
            kind=actions.ACT_RECORDED.code,
            jurisdiction=by.viewer.jurisdiction.uid,
            subjects=[Subject("recordedact", recorded.uid), Subject(recorded.about_kind, recorded.about_uid)],
            body={"act": self.code, "recorded": _witness(recorded)},
            contents=[Text("given", recorded.given), *_paper(recorded)],
        )
        return Outcome(waiting=recorded, answer=recorded.uid)

    def _keep(
        self, by: By, behalf: Behalf, decider: Standing, row: M, given: G, *, is_late: bool, waits: bool
    ) -> RecordedAct:
        paper = behalf.paper
        scan = paper.scan if paper is not None else None
        recorded = RecordedAct(
            jurisdiction=by.viewer.jurisdiction,
            act=self.code,
            about_kind=kind_of(self.about),
            about_uid=about_uid(row),
            about_words=str(row)[:LONGEST_WORDS],
            given=self.text_of(given),
            decider=decider.person,
            post=behalf.post,
            recorder=by.viewer.user,
            means=behalf.means,
            given_by=behalf.given_by,
            given_at=behalf.given_at,
            recorded_at=clock.now(),
            is_late=is_late,
            paper_number=paper.number if paper else None,
            paper_on=paper.on if paper else None,
            paper_held_at=paper.held_at if paper else None,
            paper_sha256=scan.sha256 if scan else None,
            paper_name=scan.name if scan else None,
            paper_size=scan.size if scan else None,
            stage=RecordedAct.Stage.WAITING if waits else RecordedAct.Stage.TAKEN,
        )
        recorded.clean_fields()  # SQLite would store what is too long for other engines
        recorded.save(force_insert=True)
        return recorded


_performed: dict[str, Performed[Any, Any, Any]] = {}


def performs(
    code: str, *, about: type[M], given: type[G], weight: Weight = Weight.SOFT, along: Sequence[str] = ()
) -> Callable[[Callable[[Deed, M, G], R]], Performed[M, G, R]]:
    """Make a handler the service of an act; rows named in `along` are read together with its object, not locked."""

    def wrap(handler: Callable[[Deed, M, G], R]) -> Performed[M, G, R]:
        if code in _performed:
            raise ValueError(f"act performed twice: {code}")
        service = Performed(code, about=about, given=given, weight=weight, handler=handler, along=along)
        _performed[code] = service
        return service

    return wrap


def performed() -> Mapping[str, Performed[Any, Any, Any]]:
    """Return the service of every act by the act's code."""
    return dict(sorted(_performed.items()))


def deed_of(by: By, decider: Standing, recorded: RecordedAct) -> Deed:
    """Return the act that was recorded on behalf: judged by the moment at which it was given."""
    return Deed(
        by=replace(by, batch=by.batch or recorded.uid),
        decider=decider,
        actor=on_behalf(by.viewer, decider, recorded),
        at=recorded.given_at,
        recorded=recorded,
    )


def on_behalf(recorder: Viewer, decider: Standing, recorded: RecordedAct) -> Actor:
    """Return the recorder as the journal names him, with the decider beside him: recording is never deciding."""
    words = pgettext("recorded on behalf", "%(name)s (%(post)s), recorded on behalf") % {
        "name": decider.name,
        "post": recorded.post.words,
    }
    return replace(recorder.actor, on_behalf_of=words[:LONGEST_BEHALF])


def about_uid(about: Model) -> str:
    """Return the uid of the object of an act."""
    return str(cast("Any", about).uid)


def kind_of(model: type[Model]) -> str:
    """Return how the journal names the kind of an object."""
    return str(model._meta.model_name)  # noqa: SLF001 -- Django's own name


def _paper(recorded: RecordedAct) -> list[File]:
    """Return the scan of the paper as a content of an entry."""
    if recorded.paper_sha256 is None or recorded.paper_size is None:
        return []
    reference = files.reference_of(recorded.jurisdiction.uid, recorded.paper_sha256)
    return [File("paper", recorded.paper_sha256, recorded.paper_size, reference)]


def _asked_for(behalf: Behalf | None) -> list[JSON]:
    """Return for whom an act is recorded, and by which paper, as part of what its key stands for."""
    if behalf is None:
        return []
    paper = behalf.paper
    return [
        behalf.post.uid,
        behalf.means,
        behalf.given_by,
        behalf.given_at,
        *([paper.number, paper.on, paper.held_at, paper.scan.sha256 if paper.scan else None] if paper else []),
    ]


def _government(row: Model) -> int:
    return int(row.pk if isinstance(row, Jurisdiction) else cast("Any", row).jurisdiction_id)


def _witness(recorded: RecordedAct) -> dict[str, JSON]:
    return {
        "means": recorded.means,
        "given_by": recorded.given_by,
        "given_at": recorded.given_at,
        "is_late": recorded.is_late,
        "paper": recorded.paper_number,
        "paper_on": recorded.paper_on,
        "paper_held_at": recorded.paper_held_at,
        "paper_sha256": recorded.paper_sha256,
    }
