"""Progress reports as their units write and file them (domain 3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from json import dumps
from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.core import clock
from duban.core.digests import JSON
from duban.journal.records import Subject, Text
from duban.ledger import hooks
from duban.ledger.models import Milestone
from duban.ledger.stages import PlanStage
from duban.ledger.wording import reasoned
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale
from duban.orgs.roles import Role
from duban.progress.hooks import LightsAsked, current_lights
from duban.progress.models import Contribution, Figure, ProgressReport, ReportVersion, StandingConsent
from duban.progress.moving import move_report
from duban.progress.reporting import actions
from duban.progress.reporting.errors import (
    NilNotPossible,
    NoConsent,
    NothingOutstanding,
    PeriodLocked,
    ReportEmpty,
)
from duban.progress.reporting.figures import FigureWords, said, take_figures
from duban.progress.stages import ContributionStage, PeriodStage, ReportStage

ACCEPT_WITHIN = 3  # working days (domain 4.4)
WRITABLE = (ReportStage.EXPECTED, ReportStage.DRAFTING, ReportStage.RETURNED)
FILED = (ReportStage.SUBMITTED, ReportStage.ACCEPTED, ReportStage.AMENDED)
HEADS_ALONE = (ReportStage.UNIT_REVIEW, ReportStage.MISSING)  # whatever consent there is
OUTSTANDING = (ContributionStage.DUE, ContributionStage.RETURNED)
ALONG = ("period", "part", "task", "unit")


@dataclass(frozen=True)
class ReportWords:
    """What a report says. Without text a nil report; None keeps what was written before."""

    text: Annotated[str | None, Titled(gettext_lazy("Progress"))] = None
    next_steps: Annotated[str | None, Titled(gettext_lazy("Next steps"))] = None
    remark: Annotated[str | None, Titled(gettext_lazy("Remark"))] = None
    is_nil: Annotated[bool, Titled(gettext_lazy("Nothing new this month"))] = False
    figures: Annotated[tuple[FigureWords, ...], Titled(gettext_lazy("Figures"))] = ()
    version: Annotated[int | None, Titled(gettext_lazy("Version"))] = None


@dataclass(frozen=True)
class ReportWritten(ReportWords):
    """A draft, and whether it is laid before the head at once."""

    to_head: Annotated[bool, Titled(gettext_lazy("Lay before the head"))] = False


@dataclass(frozen=True)
class ReportFiled(ReportWords):
    """What is filed; a further version of a report that was returned says what was mended."""


@dataclass(frozen=True)
class Waiting:
    """Nothing more than that the report waits."""


@dataclass(frozen=True)
class HandedBack:
    """What its writer is to mend."""

    reason: Annotated[str, Titled(gettext_lazy("Reason"))]


@performs("progress.write_report", about=ProgressReport, given=ReportWritten, along=ALONG)
def write_report(deed: Deed, report: ProgressReport, given: ReportWritten) -> ProgressReport:
    """Write a report, and lay it before the head where the writer says so."""
    _require_writable(deed, report, given.version)
    figures = take_figures(deed, report.part, report.period.month, given.figures)
    columns = _words(report, given)
    if columns["is_nil"]:
        _require_nil(report)
    moves: list[JSON] = []
    is_short = given.is_nil and given.to_head and report.stage == ReportStage.EXPECTED
    if report.stage != ReportStage.DRAFTING and not is_short:
        moves.append(_move(report, ReportStage.DRAFTING, **columns))
    elif not is_short:
        _set(report, **columns)
    if given.to_head:
        _require_words(columns)
        moves.append(_move(report, ReportStage.UNIT_REVIEW, **(columns if is_short else {})))
    if figures:
        hooks.announce(deed.jurisdiction.pk, report.task_id)
    kind = actions.REPORT_TO_HEAD if given.to_head else actions.REPORT_WRITTEN
    deed.record(
        kind.code,
        subjects_of(report),
        {**_said(report), "moves": moves, "figures": said(figures), "is_nil": given.is_nil},
        [Text("text", report.text or "")],
    )
    return report


@performs("progress.wait_report", about=ProgressReport, given=Waiting, along=ALONG)
def wait_report(deed: Deed, report: ProgressReport, _given: Waiting) -> ProgressReport:
    """Let a draft wait for the contributions that are outstanding."""
    if not outstanding(report).exists():
        raise NothingOutstanding
    if report.stage != ReportStage.DRAFTING:
        raise Stale
    moved = _move(report, ReportStage.WAITING_CONTRIB)
    deed.record(actions.REPORT_WAITS.code, subjects_of(report), {**_said(report), "moves": [moved]})
    return report


@performs("progress.hand_back_report", about=ProgressReport, given=HandedBack, along=ALONG)
def hand_back_report(deed: Deed, report: ProgressReport, given: HandedBack) -> ProgressReport:
    """Hand a report that lies before the head back to its writer."""
    reason = reasoned(given.reason)
    if report.stage != ReportStage.UNIT_REVIEW:
        raise Stale
    moved = _move(report, ReportStage.DRAFTING)
    deed.record(
        actions.REPORT_HANDED_BACK.code,
        subjects_of(report),
        {**_said(report), "moves": [moved]},
        [Text("reason", reason)],
    )
    return report


@performs("progress.file_report", about=ProgressReport, given=ReportFiled, along=ALONG)
def file_report(deed: Deed, report: ProgressReport, given: ReportFiled) -> ProgressReport:
    """File a report: the head's own filing is its approval, and on time is judged by this moment.

    A liaison officer files with a standing consent only, and then nil reports and those of green tasks.
    """
    _require_fileable(deed, report, given.version)
    figures = take_figures(deed, report.part, report.period.month, given.figures)
    columns = _words(report, given)
    if columns["is_nil"]:
        _require_nil(report)
    _require_words(columns)
    if not _is_head(deed, report):
        _require_consent(deed, report, is_nil=bool(columns["is_nil"]))
    day = timezone.localdate(deed.at)
    is_late = report.stage == ReportStage.MISSING
    moves: list[JSON] = []
    if report.stage in (ReportStage.RETURNED, ReportStage.WAITING_CONTRIB):
        moves.append(_move(report, ReportStage.DRAFTING))
    moves.append(
        _move(
            report,
            ReportStage.SUBMITTED,
            filed_at=deed.at,
            is_on_time=not is_late and _on_time(report, day),
            accept_by=calendar_of(deed.jurisdiction).after(clock.today(), ACCEPT_WITHIN),
            versions_filed=report.versions_filed + 1,
            refile_by=None,
            unlocked_until=None,
            **columns,
        )
    )
    keep_version(deed, report, figures, number=1 if report.versions_filed == 1 else None)
    if figures or is_late:  # a report that waits for the office is to a light what one not yet filed is
        hooks.announce(deed.jurisdiction.pk, report.task_id)
    deed.record(
        actions.REPORT_FILED.code,
        subjects_of(report),
        {
            **_said(report),
            "moves": moves,
            "is_nil": report.is_nil,
            "is_on_time": report.is_on_time,
            "number": report.versions_filed,
            "figures": said(figures),
        },
        [Text("text", report.text or ""), Text("next_steps", report.next_steps or "")],
    )
    return report


def keep_version(
    deed: Deed,
    report: ProgressReport,
    figures: Sequence[Figure],
    *,
    number: int | None = None,
    reason: str | None = None,
    **words: Any,
) -> ReportVersion:
    """Keep what was filed as the next version of a report; they are counted where the number is not known."""
    own = {"text": report.text, "next_steps": report.next_steps, "remark": report.remark, "is_nil": report.is_nil}
    return ReportVersion.objects.create(
        jurisdiction=deed.jurisdiction,
        report=report,
        number=number or report.versions.count() + 1,
        figures=dumps(said(figures_of(report, figures)), ensure_ascii=False),
        filed_at=deed.at,
        filed_by=deed.decider.name,
        reason=reason,
        **{**own, **words},
    )


def figures_of(report: ProgressReport, given: Sequence[Figure] = ()) -> list[Figure]:
    """Return the figures of a report: those just given, and those that the unit gave for its month before."""
    known = {each.pk: each for each in given}
    rows = Figure.objects.filter(
        jurisdiction=report.jurisdiction_id,
        month=report.period.month,
        replaced_at__isnull=True,
        indicator__item__plan__task=report.task_id,
    ).filter(Q(unit=report.unit_id) | Q(unit__isnull=True, indicator__item__plan__part=report.part_id))
    known.update({each.pk: each for each in rows.select_related("indicator").order_by("pk")})
    return list(known.values())


def outstanding(report: ProgressReport) -> QuerySet[Contribution]:
    """Return the contributions that were asked for this report and not filed."""
    return Contribution.objects.filter(
        jurisdiction=report.jurisdiction_id,
        period=report.period_id,
        request__lead=report.part_id,
        stage__in=OUTSTANDING,
    )


def why_not_nil(report: ProgressReport) -> str | None:
    """Return in words why “nothing new” is not possible; None where it is."""
    due = Milestone.objects.filter(
        item__plan__part=report.part_id,
        item__plan__stage=PlanStage.IN_FORCE,
        item__cancelled_on__isnull=True,
        cancelled_on__isnull=True,
        due_on__gte=report.period.begins_on,
        due_on__lte=report.period.cut_off_on,
    )
    first = due.order_by("due_on").first()
    if first is not None:
        return _("the milestone “%(milestone)s” fell due on %(day)s") % {
            "milestone": first.title,
            "day": date_format(first.due_on),
        }
    return _("the light of this part is red") if light_of(report) == "red" else None


def light_of(report: ProgressReport) -> str | None:
    """Return the kept light of the part."""
    asked = LightsAsked(report.jurisdiction_id, frozenset({report.part_id}))
    return current_lights.ask_one(asked).get(report.part_id)


def consent_in_force(post_ids: Sequence[int], unit: int, day: date) -> StandingConsent | None:
    """Return the consent by which a holder of these posts may file for a unit on a day."""
    return StandingConsent.objects.filter(
        unit=unit, post__in=post_ids, since__lte=day, until__gte=day, revoked_at__isnull=True
    ).first()


def subjects_of(report: ProgressReport) -> list[Subject]:
    """Return what an act on a report touches."""
    return [
        Subject("report", report.uid),
        Subject("task", report.task.uid),
        Subject("unit", report.unit.uid),
        Subject("period", report.period.uid),
    ]


def _said(report: ProgressReport) -> dict[str, JSON]:
    return {"unit": report.unit.name, "month": report.period.month, "task": report.task.numbers}


def _require_writable(deed: Deed, report: ProgressReport, version: int | None) -> None:
    if report.stage not in WRITABLE or (version is not None and version != report.version):
        raise Stale
    _require_before_lock(deed, report)


def _require_fileable(deed: Deed, report: ProgressReport, version: int | None) -> None:
    is_open = report.stage in (*WRITABLE, ReportStage.WAITING_CONTRIB, ReportStage.UNIT_REVIEW, ReportStage.MISSING)
    if not is_open or (version is not None and version != report.version):
        raise Stale
    _require_before_lock(deed, report)


def _require_before_lock(deed: Deed, report: ProgressReport) -> None:
    """Refuse what was given after the lock; a report that was returned or unlocked has days of its own."""
    day = timezone.localdate(deed.at)
    last = max(filter(None, [report.period.locks_on, report.refile_by, report.unlocked_until]))
    is_locked = report.stage == ReportStage.MISSING or report.period.stage == PeriodStage.LOCKED
    own = report.unlocked_until or report.refile_by
    if day > last or (is_locked and (own is None or day > own)):
        raise PeriodLocked(month=report.period.words, day=report.period.locks_on)


def _require_nil(report: ProgressReport) -> None:
    why = why_not_nil(report)
    if why is not None:
        raise NilNotPossible(why=why)


def _require_words(columns: dict[str, Any]) -> None:
    if not columns["is_nil"] and not columns["text"]:
        raise ReportEmpty


def _require_consent(deed: Deed, report: ProgressReport, *, is_nil: bool) -> None:
    posts = [post.pk for post in deed.decider.posts if post.unit_id == report.unit_id]
    consent = consent_in_force(posts, report.unit_id, timezone.localdate(deed.at))
    if report.stage in HEADS_ALONE or consent is None or not (is_nil or light_of(report) == "green"):
        raise NoConsent


def _is_head(deed: Deed, report: ProgressReport) -> bool:
    return any(seat.role is Role.HEAD and seat.post.unit_id == report.unit_id for seat in deed.decider.seats)


def _on_time(report: ProgressReport, day: date) -> bool:
    """Say whether a filing is on time: by the due day, or refiled in its days after one that was."""
    if report.versions_filed and report.refile_by is not None:
        return bool(report.is_on_time) and day <= max(report.refile_by, report.period.due_on)
    return day <= report.period.due_on


def _words(report: ProgressReport, given: ReportWords) -> dict[str, Any]:
    if given.is_nil:
        return {
            "is_nil": True,
            "text": None,
            "next_steps": _kept(given.next_steps, None),
            "remark": _kept(given.remark, None),
        }
    text = _kept(given.text, report.text)
    return {
        "is_nil": report.is_nil and not text,
        "text": text,
        "next_steps": _kept(given.next_steps, report.next_steps),
        "remark": _kept(given.remark, report.remark),
    }


def _kept(words: str | None, before: str | None) -> str | None:
    return before if words is None else words.strip() or None


def _move(report: ProgressReport, to: ReportStage, **columns: Any) -> list[JSON]:
    source = report.stage
    move_report(report, to, **columns)
    return [str(ReportStage(source).value), str(to.value)]


def _set(report: ProgressReport, **columns: Any) -> None:
    rows = ProgressReport.objects.filter(pk=report.pk, version=report.version, stage=report.stage)
    if rows.update(version=report.version + 1, **columns) != 1:
        raise Stale
    for name, value in columns.items():
        setattr(report, name, value)
    report.version += 1
