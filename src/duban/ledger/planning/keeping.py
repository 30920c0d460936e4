"""A work plan between its document and its rows: read from the tables, checked, written back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from json import dumps, loads

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duban.core import clock
from duban.ledger.models import Allocation, Dependency, Indicator, Item, Milestone, Part, WorkPlan
from duban.ledger.planning.content import IndicatorWords, ItemWords, MilestoneWords, ShareWords
from duban.ledger.planning.errors import PlanWrong
from duban.orgs.models import Unit

WHOLE = 10_000  # basis points


def content_of(plan: WorkPlan) -> tuple[ItemWords, ...]:
    """Return the document of a work plan as it stands; what was cancelled is left out."""
    items = (
        Item.objects.filter(jurisdiction=plan.jurisdiction_id, plan=plan, cancelled_on__isnull=True)
        .select_related("unit")
        .prefetch_related(
            Prefetch("milestones", Milestone.objects.filter(cancelled_on__isnull=True).order_by("position", "pk")),
            Prefetch("indicators", Indicator.objects.prefetch_related("allocations__unit")),
            Prefetch("dependencies", Dependency.objects.select_related("milestone").order_by("pk")),
        )
        .order_by("position", "pk")
    )
    return tuple(_item_words(item) for item in items)


def require_possible(plan: WorkPlan, items: Sequence[ItemWords], units: Mapping[str, Unit]) -> None:
    """Raise PlanWrong for the first value that cannot be; a printed date moves by amendment only (domain 3.1)."""
    last = plan.task.due_on
    _require_weights([(item.title, item.weight) for item in items])
    for item in items:
        if not item.title.strip():
            raise PlanWrong(where=_("Item"), what=_("It needs a name."))
        if item.unit not in units:
            raise PlanWrong(where=item.title, what=_("Only a unit with a part in the task can have an item."))
        if item.basis not in Item.Basis.values:
            raise PlanWrong(where=item.title, what=_("It is measured by milestones, an indicator or a checklist."))
        if item.basis == Item.Basis.INDICATOR and item.indicator is None:
            raise PlanWrong(where=item.title, what=_("It is measured by an indicator and has none."))
        if item.starts_on is not None and item.starts_on > item.due_on:
            raise PlanWrong(where=item.title, what=_("It ends before it begins."))
        _require_weights([(milestone.title, milestone.weight) for milestone in item.milestones])
        for title, day in [(item.title, item.due_on), *((each.title, each.due_on) for each in item.milestones)]:
            _require_day(title, day, last)
        if item.indicator is not None:
            _require_indicator(item.indicator, units)


def write(plan: WorkPlan, items: Sequence[ItemWords], units: Mapping[str, Unit]) -> None:
    """Make the rows of a work plan those of a document: rows with a uid stay, new ones come, others go.

    A plan in force was reported against, so there what goes is cancelled and leaves the denominator; what comes back
    with its uid lives again.
    """
    kept = {item.uid: item for item in plan.items.all()}
    used: set[str] = set()
    for position, words in enumerate(items):
        known = kept.get(words.uid or "")
        item = known or Item(jurisdiction_id=plan.jurisdiction_id, plan=plan)
        item.position, item.unit, item.title = position, units[words.unit], words.title.strip()
        item.person, item.measure, item.product = (
            _or_none(words.person),
            _or_none(words.measure),
            _or_none(words.product),
        )
        item.basis, item.starts_on, item.due_on, item.weight = words.basis, words.starts_on, words.due_on, words.weight
        item.cancelled_on = None
        item.clean_fields(exclude=["jurisdiction", "plan", "unit"])
        item.save()
        used.add(item.uid)
        _write_milestones(plan, item, words.milestones)
        _write_indicator(item, words.indicator, units)
    gone = [item for uid, item in kept.items() if uid not in used and item.cancelled_on is None]
    _remove_items(plan, gone)
    _write_dependencies(plan, items)


def units_of(plan: WorkPlan) -> dict[str, Unit]:
    """Return the units that can have items of this plan, by uid: those with a part in its task."""
    parts = Part.objects.filter(jurisdiction=plan.jurisdiction_id, task=plan.task_id).select_related("unit")
    return {part.unit.uid: part.unit for part in parts.order_by("assignment__position", "unit__position")}


def _item_words(item: Item) -> ItemWords:
    indicator = next(iter(item.indicators.all()), None)
    return ItemWords(
        title=item.title,
        unit=item.unit.uid,
        due_on=item.due_on,
        person=item.person,
        measure=item.measure,
        product=item.product,
        basis=item.basis,
        starts_on=item.starts_on,
        weight=item.weight,
        milestones=tuple(
            MilestoneWords(each.title, each.due_on, each.weight, each.is_linear, each.uid)
            for each in item.milestones.all()
        ),
        indicator=_indicator_words(indicator) if indicator is not None else None,
        needs=tuple(each.milestone.uid for each in item.dependencies.all()),
        uid=item.uid,
    )


def _indicator_words(indicator: Indicator) -> IndicatorWords:
    return IndicatorWords(
        title=indicator.title,
        target=indicator.target,
        base=indicator.base,
        measured_in=indicator.measured_in,
        direction=indicator.direction,
        method=indicator.method,
        source=indicator.source,
        printed=indicator.printed,
        path=tuple((month, Decimal(value)) for month, value in loads(indicator.path or "[]")),
        shares=tuple(
            ShareWords(each.unit.uid, each.target, each.base, each.uid)
            for each in sorted(indicator.allocations.all(), key=lambda each: (each.unit.position, each.pk))
        ),
        uid=indicator.uid,
    )


def _require_weights(weights: Iterable[tuple[str, int | None]]) -> None:
    given = [(title, weight) for title, weight in weights if weight is not None]
    for title, weight in given:
        if not 0 < weight <= WHOLE:
            raise PlanWrong(where=title, what=_("A weight lies between 0.01 and 100 per cent."))
    if sum(weight for _title, weight in given) > WHOLE:
        raise PlanWrong(where=given[-1][0], what=_("The weights come to more than 100 per cent."))


def _require_day(title: str, day: date, last: date | None) -> None:
    if last is not None and day > last:
        what = _("It ends after %(day)s, the date printed in the plan, which only an amendment moves.")
        raise PlanWrong(where=title, what=what % {"day": date_format(last)})


def _require_indicator(indicator: IndicatorWords, units: Mapping[str, Unit]) -> None:
    if indicator.direction not in Indicator.Direction.values:
        raise PlanWrong(where=indicator.title, what=_("Its direction is up, down or kept within."))
    months = [month for month, _value in indicator.path]
    if months != sorted(set(months)):
        raise PlanWrong(where=indicator.title, what=_("The months of its path follow one another, each once."))
    given = [share.unit for share in indicator.shares]
    if len(set(given)) != len(given) or any(unit not in units for unit in given):
        raise PlanWrong(where=indicator.title, what=_("Each unit with a part in the task has one share at most."))


def _write_milestones(plan: WorkPlan, item: Item, milestones: Sequence[MilestoneWords]) -> None:
    kept = {each.uid: each for each in item.milestones.all()}
    used: set[str] = set()
    for position, words in enumerate(milestones):
        row = kept.get(words.uid or "") or Milestone(jurisdiction_id=plan.jurisdiction_id, item=item)
        if row.first_due_on is not None and row.due_on != words.due_on:
            row.shifts += 1
        row.position, row.title, row.due_on = position, words.title.strip(), words.due_on
        row.weight, row.is_linear, row.cancelled_on = words.weight, words.is_linear, None
        row.clean_fields(exclude=["jurisdiction", "item"])
        row.save()
        used.add(row.uid)
    gone = [each.pk for uid, each in kept.items() if uid not in used and each.cancelled_on is None]
    if plan.in_force_on is None:
        Dependency.objects.filter(milestone__in=gone).delete()
        Milestone.objects.filter(pk__in=gone).delete()
    else:
        Milestone.objects.filter(pk__in=gone).update(cancelled_on=clock.today())


def _write_indicator(item: Item, words: IndicatorWords | None, units: Mapping[str, Unit]) -> None:
    row = item.indicators.first()
    if words is None:
        if row is not None:
            row.allocations.all().delete()
            row.delete()
        return
    row = row or Indicator(jurisdiction_id=item.jurisdiction_id, item=item)
    row.title, row.measured_in, row.direction = words.title.strip(), _or_none(words.measured_in), words.direction
    row.base, row.target = words.base, words.target
    row.method, row.source, row.printed = _or_none(words.method), _or_none(words.source), _or_none(words.printed)
    row.path = dumps([[month, str(value)] for month, value in words.path]) if words.path else None
    row.clean_fields(exclude=["jurisdiction", "item"])
    row.save()
    kept = {each.unit_id: each for each in row.allocations.all()}
    for share in words.shares:
        unit = units[share.unit]
        own = kept.pop(unit.pk, None) or Allocation(jurisdiction_id=item.jurisdiction_id, indicator=row, unit=unit)
        own.base, own.target = share.base, share.target
        own.save()
    Allocation.objects.filter(pk__in=[each.pk for each in kept.values()]).delete()


def _remove_items(plan: WorkPlan, gone: Sequence[Item]) -> None:
    keys = [item.pk for item in gone]
    if plan.in_force_on is not None:
        Item.objects.filter(pk__in=keys).update(cancelled_on=clock.today())
        return
    Dependency.objects.filter(item__in=keys).delete()
    Dependency.objects.filter(milestone__item__in=keys).delete()
    Allocation.objects.filter(indicator__item__in=keys).delete()
    Indicator.objects.filter(item__in=keys).delete()
    Milestone.objects.filter(item__in=keys).delete()
    Item.objects.filter(pk__in=keys).delete()


def _write_dependencies(plan: WorkPlan, items: Sequence[ItemWords]) -> None:
    own = list(plan.items.filter(cancelled_on__isnull=True).order_by("position", "pk"))
    Dependency.objects.filter(item__in=own).delete()
    wanted = {uid for words in items for uid in words.needs}
    found = {each.uid: each for each in Milestone.objects.filter(jurisdiction=plan.jurisdiction_id, uid__in=wanted)}
    for item, words in zip(own, items, strict=True):
        for uid in dict.fromkeys(words.needs):
            milestone = found.get(uid)
            if milestone is None or milestone.item_id == item.pk:
                raise PlanWrong(where=item.title, what=_("It waits for a milestone that does not exist."))
            Dependency.objects.create(jurisdiction_id=plan.jurisdiction_id, item=item, milestone=milestone)


def _or_none(words: str | None) -> str | None:
    return (words or "").strip() or None
