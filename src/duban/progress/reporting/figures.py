"""Figures of indicators: given once a month, by the unit whose plan or share it is; corrected ones stay to be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from json import loads
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.core import clock
from duban.core.digests import JSON
from duban.core.texts import month_words
from duban.core.values import Month
from duban.journal.records import Subject
from duban.ledger import hooks
from duban.ledger.models import Indicator, Part
from duban.ledger.stages import PlanStage
from duban.ledger.wording import fitting
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.progress.models import Figure, ProgressReport, ReportVersion
from duban.progress.reporting import actions
from duban.progress.reporting.days import month_of
from duban.progress.reporting.errors import NoSuchMonth, NotItsFigure, RemarkNeeded
from duban.progress.reporting.rules import rhythm_of, rule_in

JUMP = 3  # times the largest step so far
LONGEST_SOURCE = 128


@dataclass(frozen=True)
class FigureWords:
    """The value of an indicator, or of the own share of it, with its source and the answer to what it may raise."""

    indicator: Annotated[str, Titled(gettext_lazy("Indicator"), names=Indicator)]
    value: Annotated[Decimal, Titled(gettext_lazy("Value"))]
    source: Annotated[str | None, Titled(gettext_lazy("Source"))] = None
    remark: Annotated[str | None, Titled(gettext_lazy("Remark"))] = None
    is_share: Annotated[bool, Titled(gettext_lazy("Own share"))] = False


@dataclass(frozen=True)
class FigureGiven:
    """A figure for a month."""

    month: Annotated[str, Titled(gettext_lazy("Month"))]
    figure: Annotated[FigureWords, Titled(gettext_lazy("Figure"))]


@performs("progress.give_figure", about=Part, given=FigureGiven)
def give_figure(deed: Deed, part: Part, given: FigureGiven) -> Figure:
    """Give a figure on any day; it serves the report and every lead who asks for it."""
    _require_month(deed, given.month)
    (figure,) = take_figures(deed, part, given.month, [given.figure])
    hooks.announce(deed.jurisdiction.pk, part.task_id)
    deed.record(
        actions.FIGURE_GIVEN.code,
        [Subject("task", part.task.uid), Subject("unit", part.unit.uid), Subject("indicator", figure.indicator.uid)],
        {"unit": part.unit.name, "month": given.month, "figures": said([figure])},
    )
    return figure


def take_figures(deed: Deed, part: Part, month: str, figures: Iterable[FigureWords]) -> list[Figure]:
    """Write the figures of a unit for a month; one that is the same as before is left as it is.

    Raises NotItsFigure for a figure that is not the unit's, RemarkNeeded where one raises a question unanswered.
    """
    kept = []
    for words in figures:
        source, remark = fitting(words.source, longest=LONGEST_SOURCE), fitting(words.remark)
        indicator = _own_indicator(deed, part, words)
        unit = part.unit if words.is_share else None
        rows = Figure.objects.filter(
            jurisdiction=deed.jurisdiction, indicator=indicator, unit=unit, replaced_at__isnull=True
        )
        known = list(rows.select_related("indicator"))
        question = question_of(indicator, known, month, words.value)
        if question and remark is None:
            raise RemarkNeeded(figure=indicator.title, question=question)
        current = next((each for each in known if each.month == month), None)
        if current is not None and current.value == words.value and (remark is None or current.remark == remark):
            kept.append(current)
            continue
        if current is not None:
            Figure.objects.filter(pk=current.pk).update(replaced_at=deed.at)
        kept.append(
            Figure.objects.create(
                jurisdiction=deed.jurisdiction,
                indicator=indicator,
                unit=unit,
                month=month,
                value=words.value,
                source=source,
                remark=remark,
                given_at=deed.at,
                given_by=deed.decider.name,
            )
        )
    return kept


def give_back(report: ProgressReport, version: ReportVersion, at: datetime) -> list[Figure]:
    """Let the figures hold again that a version replaced; those that were given since then stay. Returns them."""
    told = [each["indicator"] for each in loads(version.figures)]
    rows = Figure.objects.filter(jurisdiction=report.jurisdiction_id, month=report.period.month)
    given = rows.filter(indicator__uid__in=told, given_at=version.filed_at, replaced_at__isnull=True)
    again = []
    for each in given.order_by("pk"):
        before = rows.filter(indicator=each.indicator_id, unit=each.unit_id, replaced_at=version.filed_at)
        known = before.select_related("indicator").order_by("-pk").first()
        Figure.objects.filter(pk=each.pk).update(replaced_at=at)
        if known is not None:
            Figure.objects.filter(pk=known.pk).update(replaced_at=None)
            again.append(known)
    return again


def question_of(indicator: Indicator, earlier: Iterable[Figure], month: str, value: Decimal) -> str | None:
    """Return what a figure raises against the months before it: it fell, or it leapt; None where nothing stands out."""
    before = sorted((each for each in earlier if each.month < month), key=lambda each: each.month)
    if not before or indicator.direction == Indicator.Direction.CEILING:
        return None
    last, sign = before[-1].value, 1 if indicator.direction == Indicator.Direction.UP else -1
    step = (value - last) * sign
    if step < 0:
        return _("it went the wrong way since %(month)s (%(value)s).") % {
            "month": month_words(before[-1].month),
            "value": format(last.normalize(), "f"),
        }
    if len(before) > 1:
        usual = max((later.value - sooner.value) * sign for sooner, later in pairwise(before))
        if usual > 0 and step > JUMP * usual:
            return _("it leapt: more than three times the largest step so far.")
    return None


def _require_month(deed: Deed, month: str) -> None:
    today = clock.today()
    try:
        wanted = Month.parse(month)
    except ValueError as error:
        raise NoSuchMonth(month=month) from error
    if wanted > month_of(today, rhythm_of(rule_in(deed.jurisdiction, Month(today.year, today.month)))):
        raise NoSuchMonth(month=month)


def said(figures: Sequence[Figure]) -> list[JSON]:
    """Return figures as an entry or a version keeps them."""
    return [
        {
            "indicator": each.indicator.uid,
            "title": each.indicator.title,
            "month": each.month,
            "value": format(each.value.normalize(), "f"),
            "source": each.source,
            "remark": each.remark,
            "is_share": each.unit_id is not None,
        }
        for each in figures
    ]


def _own_indicator(deed: Deed, part: Part, words: FigureWords) -> Indicator:
    rows = Indicator.objects.filter(
        jurisdiction=deed.jurisdiction,
        uid=words.indicator,
        item__plan__task=part.task_id,
        item__plan__stage=PlanStage.IN_FORCE,
        item__cancelled_on__isnull=True,
    ).select_related("item__plan__part")
    found = rows.first()
    if found is None:
        raise NotItsFigure
    if words.is_share:
        if not found.allocations.filter(unit=part.unit_id).exists():
            raise NotItsFigure
    elif part.unit_id not in (found.item.unit_id, found.item.plan.part.unit_id):
        raise NotItsFigure
    return found
