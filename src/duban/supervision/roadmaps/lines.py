"""From rows to the lines of a road map, and to the table that says the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _

from duban.ledger.measuring import models as measured
from duban.ledger.measuring.sums import measure
from duban.ledger.measuring.weights import ALL, NONE, basis_points
from duban.ledger.models import Item, Milestone, Part, Task, WorkPlan
from duban.ledger.serving import LEADING
from duban.ledger.stages import PlanStage
from duban.supervision.charts.models import Kind, Line, Mark, State, Stretch
from duban.supervision.gathering.plans import plans_of, printed_of
from duban.supervision.models import Light
from duban.supervision.roadmaps.reading import MapRows
from duban.supervision.roadmaps.standing import Standing, done_on, mark_of, over_on, standing
from duban.supervision.roadmaps.words import Wording, counted
from duban.supervision.words import points

Planned = tuple[WorkPlan, Item]


class Entry(NamedTuple):
    """A line of the table beside a road map: the same in words. `key` is the anchor that a bar leads to."""

    key: str
    kind: Kind
    name: str
    number: str = ""
    url: str = ""
    unit: str = ""
    person: str = ""
    planned: str = ""
    base: str = ""
    has_moved: bool = False
    done: str = ""
    state: str = ""
    is_late: bool = False
    milestones: str = ""
    waits_for: str = ""
    light: str = ""
    label: str = ""


@dataclass
class Drawn:
    """Lines and entries in their order, and how many items and milestones they are."""

    lines: list[Line] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    items: int = 0
    milestones: int = 0
    done: int = 0
    late: int = 0

    def count(self, marks: Sequence[Mark]) -> None:
        """Count an item with its milestones."""
        self.items += 1
        self.milestones += sum(mark.state is not State.GONE for mark in marks)
        self.done += sum(mark.state is State.DONE for mark in marks)
        self.late += sum(mark.state is State.LATE for mark in marks)


@dataclass
class Draughtsman:
    """Draws the lines of tasks, one after the other; `way_to` gives the address of the road map of a task.

    With milestones each of them has a line of its own below its item; without, they are marks on its line alone.
    """

    found: MapRows
    today: date
    wording: Wording
    way_to: Callable[[str], str]
    with_milestones: bool = False
    drawn: Drawn = field(default_factory=Drawn)

    def task(self, task: Task, *, unit: str | None = None) -> None:
        """Draw a task under its title; of a unit alone what it has to do, and the items in which it has a share."""
        in_force = _in_force(self.found.rows.plans_of_task.get(task.pk, []))
        items = [each for each in self._items_of(in_force) if unit is None or self._concerns(each[1], unit)]
        parts = self.found.rows.parts.get(task.pk, [])
        own = [part for part in parts if (part.role in LEADING if unit is None else part.unit.uid == unit)]
        light = self.found.lights.get(task.pk, "")
        head = Line(task.uid, Kind.GROUP, task.title, task.numbers, url=self.way_to(task.uid), light=light)
        self._group(task, head, items, [part for part in own if _is_bare(part, in_force, items)])
        self._items(task, items, unit)

    def plan(self, task: Task, part: Part) -> None:
        """Draw the work plan of one lead under the name of its unit; before it is in force, the clause itself."""
        plan = self.found.rows.plans.get(part.pk)
        items = self._items_of(_in_force([plan] if plan is not None else []))
        self._group(task, Line(part.uid, Kind.GROUP, part.unit.name), items, [] if items else [part])
        self._items(task, items, None)

    def _items_of(self, plans: Sequence[WorkPlan]) -> list[Planned]:
        return [(plan, item) for plan in plans for item in self.found.rows.items.get(plan.pk, [])]

    def _concerns(self, item: Item, unit: str) -> bool:
        indicator = self.found.rows.indicators.get(item.pk)
        shares = self.found.rows.allocations.get(indicator.pk, []) if indicator is not None else []
        return item.unit.uid == unit or any(share.unit.uid == unit for share in shares)

    def _rests(self, task: Task) -> tuple[Stretch, ...]:
        """Return the days of rest; one that goes on lasts until it is looked at again."""
        return tuple(
            Stretch(rest.since, max(rest.since, rest.ended_on or max(self.today, rest.review_on)))
            for rest in self.found.rests.get(task.pk, [])
        )

    def _group(self, task: Task, head: Line, items: Sequence[Planned], printed: Sequence[Part]) -> None:
        """Draw the head of a group: a bracket over its items, or the bar of the clause as it is printed."""
        words, is_late = [self._at_rest(task)], False
        head = head._replace(rests=self._rests(task))
        if items:
            days = [_planned(plan, item) for plan, item in items]
            head = head._replace(plan=Stretch(min(days).begins_on, max(each.ends_on for each in days)))
        elif printed:
            head, how = self._printed(task, head, printed[0])
            words.append(self._words(how, NONE) or _("as printed"))
            is_late = how.late is not None
        label = str(Light(head.light).label) if head.light else ""
        planned, state = self.wording.stretch(head.plan), self.wording.sentence(words)
        said = self.wording.sentence([f"{head.number} {head.name}".strip(), label, planned, state])
        self.drawn.lines.append(head._replace(words=state, label=said, url=head.url or f"#g-{head.key}"))
        self.drawn.entries.append(
            Entry(
                head.key,
                Kind.GROUP,
                head.name,
                head.number,
                url=head.url,
                planned=planned,
                state=state,
                is_late=is_late,
                light=head.light,
                label=label,
            )
        )

    def _at_rest(self, task: Task) -> str:
        resting = [rest.since for rest in self.found.rests.get(task.pk, []) if rest.ended_on is None]
        return _("suspended since %(day)s") % {"day": self.wording.short(resting[0])} if resting else ""

    def _printed(self, task: Task, head: Line, part: Part) -> tuple[Line, Standing]:
        clause, until = printed_of(self.found.rows, task, part), over_on(task, self.today)
        missed = [each.due_on for each in clause.milestones if task.closed_on is None and each.due_on < until]
        how = standing(clause.due_on, task.closed_on, until, missed=missed)
        return head._replace(
            plan=Stretch(min(clause.starts_on, clause.due_on), clause.due_on),
            is_printed=True,
            done=float(how.done_on is not None),
            late=how.late,
            was_late=how.was_late,
            marks=tuple(_printed_mark(task, each, missed) for each in clause.milestones),
        ), how

    def _items(self, task: Task, items: Sequence[Planned], unit: str | None) -> None:
        plans = plans_of(self.found.rows, task) if items else []
        shares = {addend.uid: addend.share for addend in measure(*plans, on=self.today, unit=unit).addends}
        known = {item.uid: item for plan in plans for item in plan}
        for plan, item in items:
            self._item(task, plan, item, known[item.uid], shares.get(item.uid, NONE))

    def _item(self, task: Task, plan: WorkPlan, item: Item, known: measured.Item, share: Fraction) -> None:
        milestones = self.found.rows.milestones.get(item.pk, [])
        is_gone = item.cancelled_on is not None and item.cancelled_on <= self.today
        marks = [mark_of(each, task, today=self.today, is_gone=is_gone) for each in milestones]
        planned, base = _planned(plan, item), self._base(item)
        ended = done_on(task, known, milestones, is_whole=share == ALL)
        missed = [mark.on for mark in marks if mark.state is State.LATE]
        how = Standing() if is_gone else standing(item.due_on, ended, over_on(task, self.today), missed=missed)
        words = _("cancelled") if is_gone else self._words(how, share)
        percent = f"{points(basis_points(share))}%"
        waits_for = [need.milestone for need in self.found.waits_for.get(item.pk, [])]
        waiting = [self._waits(each, task, item.starts_on) for each in waits_for]
        moved = base is not None and base != planned and not is_gone
        wording, state = self.wording, words if words != percent else ""
        said = [item.title, "" if is_gone else wording.stretch(planned)]
        said += [_("first planned %(days)s") % {"days": wording.stretch(base)}] if moved else []
        said += [] if is_gone else [_("%(share)s done") % {"share": percent}]
        line = Line(
            item.uid,
            Kind.ITEM,
            item.title,
            plan=None if is_gone else planned,
            base=base,
            done=float(share),
            late=how.late,
            was_late=how.was_late,
            marks=tuple(marks),
            rests=self._rests(task),
            waits_for=tuple(each.uid for each in waits_for),
            words=words,
            label=wording.sentence([*said, state, counted(marks), *waiting]),
            url=f"#i-{item.uid}",
        )
        entry = Entry(
            f"i-{item.uid}",
            Kind.ITEM,
            item.title,
            unit=item.unit.name,
            person=item.person or "",
            planned="" if is_gone else wording.stretch(planned),
            base=wording.stretch(base),
            has_moved=moved,
            done="" if is_gone else percent,
            state=state,
            is_late=how.late is not None,
            milestones=""
            if self.with_milestones
            else wording.sentence([wording.mark(row.title, mark) for row, mark in zip(milestones, marks, strict=True)]),
            waits_for=wording.sentence(waiting),
        )
        self._add(line, entry)
        if not is_gone:
            self.drawn.count(marks)
        if self.with_milestones:
            for row, mark in zip(milestones, marks, strict=True):
                self._milestone(task, row, mark)

    def _milestone(self, task: Task, row: Milestone, mark: Mark) -> None:
        wording, ended = self.wording, mark.on if mark.state is State.DONE else None
        is_gone = mark.state is State.GONE
        how = Standing() if is_gone else standing(row.due_on, ended, over_on(task, self.today))
        words = _("cancelled") if is_gone else self._words(how, NONE)
        has_moved = row.first_due_on is not None and row.first_due_on != row.due_on
        due, first = wording.day(row.due_on), wording.day(row.first_due_on) if row.first_due_on is not None else ""
        said = [row.title, _("due %(day)s") % {"day": due}]
        said += [_("first due %(day)s") % {"day": first}] if has_moved else []
        line = Line(
            row.uid,
            Kind.MILESTONE,
            row.title,
            late=how.late,
            was_late=how.was_late,
            marks=(mark,),
            rests=self._rests(task),
            words=words,
            label=wording.sentence([*said, words]),
            url=f"#m-{row.uid}",
        )
        entry = Entry(
            f"m-{row.uid}",
            Kind.MILESTONE,
            row.title,
            planned=due,
            base=first,
            has_moved=has_moved,
            state=words,
            is_late=mark.state is State.LATE,
        )
        self._add(line, entry)

    def _add(self, line: Line, entry: Entry) -> None:
        self.drawn.lines.append(line)
        self.drawn.entries.append(entry)

    def _base(self, item: Item) -> Stretch | None:
        first = self.found.first.get(item.uid)
        return Stretch(first.starts_on, first.due_on) if first is not None and first.starts_on is not None else None

    def _words(self, how: Standing, share: Fraction) -> str:
        """Return the words beside a bar: late, else done, else how much is done."""
        if how.late is not None:
            return self.wording.late(how.late)
        if how.was_late is not None:
            return self.wording.was_late(how.was_late)
        if how.done_on is not None:
            return self.wording.done(how.done_on)
        return f"{points(basis_points(share))}%" if share else ""

    def _waits(self, milestone: Milestone, task: Task, begins_on: date | None) -> str:
        """Return for what an item waits: of another task with its number, and whether it was to begin before that."""
        other = milestone.item.plan.task
        title = milestone.title if other.pk == task.pk else f"{other.numbers} {milestone.title}"
        day = milestone.done_on or milestone.due_on
        said = _("waits for “%(title)s” of %(day)s") % {"title": title, "day": self.wording.short(day)}
        is_before = begins_on is not None and begins_on < day
        return said + (_(", which is after its own beginning") if is_before else "")


def _in_force(plans: Sequence[WorkPlan]) -> list[WorkPlan]:
    return [plan for plan in plans if plan.stage == PlanStage.IN_FORCE]


def _is_bare(part: Part, in_force: Sequence[WorkPlan], items: Sequence[Planned]) -> bool:
    """Say whether the clause itself stands for a part, as no work plan in force says more of it."""
    if part.role in LEADING:
        return part.pk not in {plan.part_id for plan in in_force}
    return not items


def _planned(plan: WorkPlan, item: Item) -> Stretch:
    return Stretch(min(item.starts_on or plan.in_force_on or item.due_on, item.due_on), item.due_on)


def _printed_mark(task: Task, each: measured.Milestone, missed: Sequence[date]) -> Mark:
    if task.closed_on is not None:
        return Mark(f"{task.uid} {each.uid}", task.closed_on, State.DONE)
    return Mark(f"{task.uid} {each.uid}", each.due_on, State.LATE if each.due_on in missed else State.DUE)
