"""Corrections of the shape of the ledger: clauses split, joined, linked, numbered, accepted."""

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, NamedTuple, TypeVar

from duban.core.values import Span
from duban.plans.drafting.bodies import Maybe, Places, Whole, Words
from duban.plans.drafting.corrections import Correction, Place, registered, require_change
from duban.plans.drafting.errors import (
    AlreadyLinked,
    LinkedKeepsShape,
    LinkIncomplete,
    NotLinked,
    NotNeighbours,
    SplitAtEdge,
    SplitInsideValue,
)
from duban.plans.drafting.models import Draft, DraftDeadline, DraftItem, DraftTarget

LONGEST_NUMBER = 16

P = TypeVar("P", DraftDeadline, DraftTarget)

ItemIds = Annotated[tuple[str, ...], Places()]


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSplit(Correction):
    """A clause is two tasks: its words are cut at `offset`, its units and leaders answer for both parts."""

    kind: ClassVar[str] = "item_split"

    item: Place
    offset: Annotated[int, Whole()]

    def change(self, draft: Draft, seq: int) -> Draft:
        """Put the two parts in the place of the clause."""
        item = draft.item(self.item)
        _require_unlinked(draft, item)
        if not item.text[: self.offset].strip() or not item.text[self.offset :].strip():
            raise SplitAtEdge
        before, after = cut(item.words, self.offset)
        at = after[0].start
        for value in item.placed:
            if value.span is not None and value.span.start < at < value.span.end:
                raise SplitInsideValue(words=value.span.of(draft.text))
        parts = (
            _part(draft, item, Part("1", Span(item.span.start, at), before), seq),
            _part(draft, item, Part("2", Span(at, item.span.end), after), seq),
        )
        place = draft.items.index(item)
        return replace(draft, items=(*draft.items[:place], *parts, *draft.items[place + 1 :]))


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsJoined(Correction):
    """Two clauses that follow each other are one."""

    kind: ClassVar[str] = "items_joined"

    items: ItemIds

    def change(self, draft: Draft, seq: int) -> Draft:
        """Put one clause in the place of the two."""
        if len(self.items) != 2:
            raise NotNeighbours
        first, second = (draft.item(item_id) for item_id in self.items)
        place = draft.items.index(first)
        if draft.items[place + 1 : place + 2] != (second,) or first.section != second.section:
            raise NotNeighbours
        _require_unlinked(draft, first)
        _require_unlinked(draft, second)
        span = Span(first.span.start, second.span.end)
        numbers = "、".join(filter(None, (first.number.now, second.number.now)))[:LONGEST_NUMBER] or None
        joined = replace(
            first,
            id=f"{first.id}-{second.id}",
            number=first.number.set(numbers, seq),
            text=words_of(draft, (*first.words, *second.words)),
            span=span,
            words=(*first.words, *second.words),
            read=tuple(dict.fromkeys((*first.read, *second.read))),
            leaders=(*first.leaders, *second.leaders),
            mentions=(*first.mentions, *second.mentions),
            deadlines=(*first.deadlines, *second.deadlines),
            targets=(*first.targets, *second.targets),
            accepted=None,
        )
        return replace(draft, items=(*draft.items[:place], joined, *draft.items[place + 2 :]))


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsLinked(Correction):
    """Several clauses say the same: they make one task, and one of them leads (domain 3.1)."""

    kind: ClassVar[str] = "items_linked"

    items: ItemIds
    leading: Place

    def change(self, draft: Draft, seq: int) -> Draft:  # noqa: ARG002 -- a link is undone by its own correction
        """Link the clauses."""
        if len(self.items) < 2 or self.leading not in self.items:
            raise LinkIncomplete
        leading = draft.item(self.leading)
        if leading.leading is not None:
            raise AlreadyLinked(number=leading.number.now or leading.id)
        followers = [draft.item(item_id) for item_id in self.items if item_id != self.leading]
        for item in followers:
            if len(draft.group_of(item)) > 1:
                raise AlreadyLinked(number=item.number.now or item.id)
        return draft.with_items(*(replace(item, leading=leading.id) for item in followers))


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsUnlinked(Correction):
    """A clause is a task of its own again; where it led, its whole link falls apart."""

    kind: ClassVar[str] = "items_unlinked"

    item: Place

    def change(self, draft: Draft, seq: int) -> Draft:  # noqa: ARG002
        """Loosen the link."""
        item = draft.item(self.item)
        group = draft.group_of(item)
        if len(group) == 1:
            raise NotLinked
        loosened = group[1:] if group[0] == item else (item,)
        return draft.with_items(*(replace(each, leading=None) for each in loosened))


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemNumber(Correction):
    """A clause has another number than was read."""

    kind: ClassVar[str] = "item_number"

    item: Place
    number: Annotated[str | None, Maybe(Words(LONGEST_NUMBER))] = None

    def change(self, draft: Draft, seq: int) -> Draft:
        """Set the number."""
        item = draft.item(self.item)
        require_change(differs=item.number.now != self.number)
        return draft.with_items(replace(item, number=item.number.set(self.number, seq)))


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAccepted(Correction):
    """A person looked at clauses and found them right (认定)."""

    kind: ClassVar[str] = "item_accepted"

    items: ItemIds

    def change(self, draft: Draft, seq: int) -> Draft:
        """Mark the clauses as accepted."""
        wanted = set(self.items)
        chosen = [item for item in draft.items if item.id in wanted]
        if len(chosen) < len(wanted):
            for item_id in self.items:
                draft.item(item_id)
        fresh = [replace(item, accepted=seq) for item in chosen if item.accepted is None]
        require_change(differs=bool(fresh))
        return draft.with_items(*fresh)


def _require_unlinked(draft: Draft, item: DraftItem) -> None:
    if len(draft.group_of(item)) > 1:
        raise LinkedKeepsShape(number=item.number.now or item.id)


class Part(NamedTuple):
    """One side of a split: what is added to ids and numbers, all it covers, and its own words."""

    name: str
    span: Span
    words: tuple[Span, ...]

    def holds(self, span: Span) -> bool:
        """Say whether a span lies in the part's own words."""
        return any(words.holds(span) for words in self.words)


def cut(words: tuple[Span, ...], offset: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Cut the stretches of a text, which stand in lines of their own, at an offset inside that text.

    >>> cut((Span(10, 14), Span(20, 25)), 2)
    ((Span(start=10, end=12),), (Span(start=12, end=14), Span(start=20, end=25)))
    >>> cut((Span(10, 14), Span(20, 25)), 5)
    ((Span(start=10, end=14),), (Span(start=20, end=25),))
    """
    for place, stretch in enumerate(words):
        length = stretch.end - stretch.start
        if offset <= length:
            at = stretch.start + offset
            sides = (*words[:place], Span(stretch.start, at)), (Span(at, stretch.end), *words[place + 1 :])
            before, after = (tuple(span for span in side if span.start < span.end) for side in sides)
            return before, after
        offset -= length + 1
    return words, ()


def words_of(draft: Draft, words: tuple[Span, ...]) -> str:
    """Return the text of a clause: its stretches of words, each in a line of its own."""
    return "\n".join(span.of(draft.text) for span in words)


def _part(draft: Draft, item: DraftItem, part: Part, seq: int) -> DraftItem:
    """Return one part of a clause that is split; what stands outside its words (units, leaders) is for both parts."""
    number = item.number.now and f"{item.number.now}-{part.name}"[-LONGEST_NUMBER:]
    return replace(
        item,
        id=f"{item.id}.{part.name}",
        number=item.number.set(number, seq),
        text=words_of(draft, part.words),
        span=part.span,
        words=part.words,
        leaders=tuple(replace(leader, id=f"{leader.id}.{part.name}") for leader in item.leaders),
        mentions=tuple(replace(mention, id=f"{mention.id}.{part.name}") for mention in item.mentions),
        deadlines=_share(item, item.deadlines, part),
        targets=_share(item, item.targets, part),
        accepted=None,
    )


def _share(item: DraftItem, values: tuple[P, ...], part: Part) -> tuple[P, ...]:
    """Return the figures or dates of one part: those in its words, copies of those outside the clause's words.

    What is not printed at all stays with the first part.
    """
    shared: list[P] = []
    for value in values:
        if value.span is None:
            shared += [value] if part.name == "1" else []
        elif part.holds(value.span):
            shared.append(value)
        elif not any(words.holds(value.span) for words in item.words):
            shared.append(replace(value, id=f"{value.id}.{part.name}"))
    return tuple(shared)
