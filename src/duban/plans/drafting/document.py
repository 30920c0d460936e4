"""Corrections of the document around its clauses: leaders, sections, findings, the plan's own fields."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar, Literal, get_args

from duban.plans.drafting.bodies import Choice, Day, Maybe, Words
from duban.plans.drafting.corrections import Correction, Place, registered, require_change
from duban.plans.drafting.errors import Malformed, PlaceUnknown
from duban.plans.drafting.models import Draft, DraftItem, DraftLeader, DraftSection, Remark, Settlement, Value

LONGEST_LEADER = 32
LONGEST_TITLE = 255
LONGEST_REMARK = 255

PlanField = Literal["title", "doc_number", "index_number", "issuer", "issued_on"]
LONGEST_FIELD: dict[str, int] = {"title": LONGEST_TITLE, "doc_number": 64, "index_number": 64, "issuer": 128}
Owner = DraftItem | DraftSection


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderNamed(Correction):
    """A section or clause has another responsible leader; `place` is a leader as read, or where one is missing."""

    kind: ClassVar[str] = "leader_named"

    place: Place
    name: Annotated[str, Words(LONGEST_LEADER)]

    def change(self, draft: Draft, seq: int) -> Draft:
        """Name the leader, or add one."""
        owner = _owner(draft, self.place)
        leaders = {leader.id: leader for leader in owner.leaders if leader.removed is None}
        leader = leaders.get(self.place)
        if leader is None and self.place != owner.id:
            raise PlaceUnknown(place=self.place)
        require_change(differs=all(known.name.now != self.name for known in leaders.values()))
        if leader is None:
            added = DraftLeader(f"{owner.id}/+{seq}", Value(self.name, None, seq), self.name, None, added=seq)
            return _with_leaders(draft, owner, (*owner.leaders, added))
        named = _with_leader(draft, owner, replace(leader, name=leader.name.set(self.name, seq)))
        return _name_settled(named, leader, seq)


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderRemoved(Correction):
    """What was read as a responsible leader is none."""

    kind: ClassVar[str] = "leader_removed"

    leader: Place

    def change(self, draft: Draft, seq: int) -> Draft:
        """Mark the leader as removed."""
        owner = _owner(draft, self.leader)
        for leader in owner.leaders:
            if leader.id == self.leader and leader.removed is None:
                return _with_leader(draft, owner, replace(leader, removed=seq))
        raise PlaceUnknown(place=self.leader)


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class SectionTitled(Correction):
    """A section has another title than was read."""

    kind: ClassVar[str] = "section_titled"

    section: Place
    title: Annotated[str, Words(LONGEST_TITLE)]

    def change(self, draft: Draft, seq: int) -> Draft:
        """Set the title."""
        section = draft.section(self.section)
        require_change(differs=section.title.now != self.title)
        return draft.with_section(replace(section, title=section.title.set(self.title, seq)))


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class SectionCountExplained(Correction):
    """A section holds another number of clauses than it says, and a person knows why (domain 3.1)."""

    kind: ClassVar[str] = "section_count_explained"

    section: Place
    remark: Annotated[str, Words(LONGEST_REMARK)]

    def change(self, draft: Draft, seq: int) -> Draft:
        """Keep the explanation."""
        section = draft.section(self.section)
        return draft.with_section(replace(section, explained=Remark(self.remark, seq)))


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class FindingSettled(Correction):
    """A finding was looked at, and the document stays as it stands."""

    kind: ClassVar[str] = "finding_settled"

    remark: Annotated[str | None, Maybe(Words(LONGEST_REMARK))] = None

    def change(self, draft: Draft, seq: int) -> Draft:
        """Settle the finding as it stands."""
        if self.finding is None:
            raise Malformed(kind=self.kind, field="finding")
        found = draft.finding(self.finding)
        require_change(differs=found.settled is None)
        return draft.with_finding(replace(found, settled=Settlement("as_it_stands", self.remark, seq)))


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFieldSet(Correction):
    """Title, number, issuer or date of the document are other than was read."""

    kind: ClassVar[str] = "plan_field"

    field: Annotated[PlanField, Choice(get_args(PlanField))]
    value: Annotated[str | None, Maybe(Words(LONGEST_TITLE))] = None

    def change(self, draft: Draft, seq: int) -> Draft:
        """Set the field."""
        plan = draft.plan
        value = self._checked()
        if self.field == "issued_on":
            day = date.fromisoformat(value) if value else None
            require_change(differs=plan.issued_on.now != day)
            return replace(draft, plan=replace(plan, issued_on=plan.issued_on.set(day, seq)))
        old: Value[str | None] = getattr(plan, self.field)
        require_change(differs=old.now != value)
        return replace(draft, plan=replace(plan, **{str(self.field): old.set(value, seq)}))  # type: ignore[arg-type]

    def _checked(self) -> str | None:
        """Return the value where its field can hold it."""
        try:
            if self.value is None:
                return None
            if self.field == "issued_on":
                return Day().read(self.value).isoformat()
            return Words(LONGEST_FIELD[self.field]).read(self.value)
        except ValueError as error:
            raise Malformed(kind=self.kind, field="value") from error


def _owner(draft: Draft, place: str) -> Owner:
    """Return the section or clause that holds a place."""
    owners: tuple[Owner, ...] = (*draft.sections, *draft.items)
    for owner in owners:
        if owner.id == place or any(leader.id == place for leader in owner.leaders):
            return owner
    raise PlaceUnknown(place=place)


def _with_leader(draft: Draft, owner: Owner, leader: DraftLeader) -> Draft:
    return _with_leaders(draft, owner, tuple(leader if old.id == leader.id else old for old in owner.leaders))


def _with_leaders(draft: Draft, owner: Owner, leaders: tuple[DraftLeader, ...]) -> Draft:
    if isinstance(owner, DraftSection):
        return draft.with_section(replace(owner, leaders=leaders))
    return draft.with_items(replace(owner, leaders=leaders))


def _name_settled(draft: Draft, leader: DraftLeader, seq: int) -> Draft:
    """Settle what was found wrong with a name, wherever the name was corrected from."""
    for finding in draft.findings:
        if finding.settled is None and finding.span is not None and finding.span == leader.span:
            draft = draft.with_finding(replace(finding, settled=Settlement("corrected", None, seq)))
    return draft
