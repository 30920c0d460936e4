"""Corrections of units: who is meant, in which role, of which kind."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, get_args

from duban.plans.drafting.bodies import Choice, Maybe, Words
from duban.plans.drafting.corrections import Correction, Place, registered, require_change
from duban.plans.drafting.errors import PlaceUnknown, UnitNamedAlready, UnitNotInDraft
from duban.plans.drafting.models import Draft, DraftItem, DraftMention, UnitRole, Value
from duban.plans.reading.kinds import kind_of
from duban.plans.reading.models import UnitKind

LONGEST_UNIT = 64

UnitName = Annotated[str, Words(LONGEST_UNIT)]
Kind = Annotated[UnitKind, Choice(get_args(UnitKind))]
MaybeKind = Annotated[UnitKind | None, Maybe(Choice(get_args(UnitKind)))]
Role = Annotated[UnitRole, Choice(get_args(UnitRole))]


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitNamed(Correction):
    """A unit is another one wherever it is named: every clause follows, and its spellings are remembered."""

    kind: ClassVar[str] = "unit_named"

    unit: UnitName
    name: UnitName
    unit_kind: MaybeKind = None

    def change(self, draft: Draft, seq: int) -> Draft:
        """Name the unit everywhere."""
        require_change(differs=self.unit != self.name)
        new_kind = self.unit_kind or known_kind(draft, self.name)

        def renamed(mention: DraftMention) -> DraftMention:
            return replace(_named(mention, self.name, new_kind, seq), alias="corrected")

        return _wherever_named(draft, self.unit, renamed)


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class UnitKindSet(Correction):
    """A unit is of another kind than its name says."""

    kind: ClassVar[str] = "unit_kind"

    unit: UnitName
    unit_kind: Kind

    def change(self, draft: Draft, seq: int) -> Draft:
        """Set the kind everywhere."""
        same = [mention.kind.now == self.unit_kind for mention in draft.mentions() if mention.name.now == self.unit]
        require_change(differs=not same or not all(same))
        return _wherever_named(
            draft, self.unit, lambda mention: replace(mention, kind=mention.kind.set(self.unit_kind, seq))
        )


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class MentionNamed(Correction):
    """At this one place another unit is meant; other places and the register do not follow."""

    kind: ClassVar[str] = "mention_named"

    mention: Place
    name: UnitName
    unit_kind: MaybeKind = None

    def change(self, draft: Draft, seq: int) -> Draft:
        """Name the unit at its place."""
        item, mention = mention_at(draft, self.mention)
        require_change(differs=mention.name.now != self.name)
        new_kind = self.unit_kind or known_kind(draft, self.name)
        return draft.with_items(_with_mention(item, replace(_named(mention, self.name, new_kind, seq), alias="none")))


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRole(Correction):
    """A unit leads, cooperates or answers otherwise than was read."""

    kind: ClassVar[str] = "mention_role"

    mention: Place
    role: Role

    def change(self, draft: Draft, seq: int) -> Draft:
        """Set the role at its place."""
        item, mention = mention_at(draft, self.mention)
        require_change(differs=mention.role.now != self.role)
        return draft.with_items(_with_mention(item, replace(mention, role=mention.role.set(self.role, seq))))


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class MentionAdded(Correction):
    """A clause names a unit that was not read in it."""

    kind: ClassVar[str] = "mention_added"

    item: Place
    name: UnitName
    role: Role
    unit_kind: MaybeKind = None

    def change(self, draft: Draft, seq: int) -> Draft:
        """Add the unit after those that were read."""
        item = draft.item(self.item)
        if any(mention.name.now == self.name for mention in item.in_role(self.role)):
            raise UnitNamedAlready(unit=self.name)
        added: DraftMention = DraftMention(
            id=f"{item.id}/+{seq}",
            name=Value(self.name, None, seq),
            role=Value(self.role, None, seq),
            kind=Value(self.unit_kind or known_kind(draft, self.name), None, seq),
            surface=self.name,
            open_ended=False,
            span=None,
            alias="none",
            added=seq,
        )
        return draft.with_items(replace(item, mentions=(*item.mentions, added)))


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRemoved(Correction):
    """What was read as a unit of the clause is none."""

    kind: ClassVar[str] = "mention_removed"

    mention: Place

    def change(self, draft: Draft, seq: int) -> Draft:
        """Mark the mention as removed."""
        item, mention = mention_at(draft, self.mention)
        return draft.with_items(_with_mention(item, replace(mention, removed=seq)))


def mention_at(draft: Draft, mention_id: str) -> tuple[DraftItem, DraftMention]:
    """Return a standing mention by its id, and its clause."""
    for item in draft.items:
        for mention in item.mentions:
            if mention.id == mention_id and mention.removed is None:
                return item, mention
    raise PlaceUnknown(place=mention_id)


def known_kind(draft: Draft, name: str) -> UnitKind:
    """Return the kind that the draft already gives a unit, else the kind that its name says."""
    return next((mention.kind.now for mention in draft.mentions() if mention.name.now == name), kind_of(name))


def _named(mention: DraftMention, name: str, kind: UnitKind, seq: int) -> DraftMention:
    """Return a mention of another unit, of the kind of that unit."""
    kept = mention.kind if mention.kind.now == kind else mention.kind.set(kind, seq)
    return replace(mention, name=mention.name.set(name, seq), kind=kept)


def _with_mention(item: DraftItem, mention: DraftMention) -> DraftItem:
    return replace(item, mentions=tuple(mention if old.id == mention.id else old for old in item.mentions))


def _wherever_named(draft: Draft, unit: str, changed: Callable[[DraftMention], DraftMention]) -> Draft:
    """Change every standing mention of a unit; raise UnitNotInDraft where there is none."""
    items = []
    for item in draft.items:
        mentions = tuple(
            changed(mention) if mention.name.now == unit and mention.removed is None else mention
            for mention in item.mentions
        )
        if mentions != item.mentions:
            items.append(replace(item, mentions=mentions))
    if not items:
        raise UnitNotInDraft(unit=unit)
    return draft.with_items(*items)
