"""The months of the year: reports, contributions, figures, what the office says to them, digests."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from duban.demo.year import months, plot, words
from duban.demo.year.company import REGISTRAR
from duban.demo.year.course import Day
from duban.ledger.models import Indicator, Part
from duban.ledger.stages import PlanStage, TaskStage
from duban.orgs.acting.performing import By
from duban.orgs.models import Post
from duban.progress.asking.contributions import (
    ContributionAccepted,
    ContributionFiled,
    ContributionReturned,
    accept_contribution,
    file_contribution,
    return_contribution,
)
from duban.progress.asking.requests import RequestSet, set_request
from duban.progress.models import Contribution, Digest, Figure, ProgressReport, ReportingPeriod
from duban.progress.reporting.amending import (
    AmendmentAccepted,
    AmendmentRefused,
    ReportAmended,
    accept_amendment,
    amend_report,
    refuse_amendment,
)
from duban.progress.reporting.consents import ConsentGiven, give_consent
from duban.progress.reporting.figures import FigureWords, question_of
from duban.progress.reporting.office import (
    ReportAccepted,
    ReportExempted,
    ReportReturned,
    ReportUnlocked,
    accept_report,
    accept_reports,
    exempt_report,
    return_report,
    unlock_report,
)
from duban.progress.reporting.reports import (
    HandedBack,
    ReportFiled,
    ReportWritten,
    Waiting,
    file_report,
    hand_back_report,
    light_of,
    wait_report,
    why_not_nil,
    write_report,
)
from duban.progress.stages import ContributionStage, PeriodStage, ReportStage
from duban.progress.upward.digests import DigestDelivered, DigestsMade, deliver_digest, make_digests

USUAL = ("usual", "usual", "usual", "early", "early", "by_head", "drafted", "on_the_day")
OF_A_CHARACTER = {"diligent": USUAL, "slow": ("on_the_day", "late", "usual"), "silent": ("silent",)}
LEFT_TO_LAPSE = 0.2  # of what is filed the office accepts the rest by hand
NIL = 0.5
WRITABLE = (ReportStage.EXPECTED, ReportStage.DRAFTING, ReportStage.RETURNED)
OF_THE_OFFICE = ("return", "accept", "unlock", "exempt", "accept_again", "refuse_again")
WRITERS = (Post.Kind.LIAISON, Post.Kind.DEPUTY, Post.Kind.HEAD)


def consent(day: Day) -> None:
    """Let some heads leave easy reports to their liaison officers."""
    if day.on != plot.CONSENTED_ON:
        return
    for name in plot.CONSENTING:
        unit = day.company.units[name]
        seated, head = day.company.seated(unit.pk, Post.Kind.LIAISON), day.company.by(unit.pk, Post.Kind.HEAD)
        if seated is not None and head is not None:
            given = ConsentGiven(seated.post.uid, plot.CONSENT_ENDS)
            day.do(give_consent, head, unit, given)


def ask(day: Day) -> None:
    """Let leads ask cooperating units for what they need every month."""
    if day.on != plot.ASKED_ON:
        return
    for number, (unit, what) in plot.ASKED.items():
        _set_request(day, day.lead(number), day.part(number, unit), what, None)
    for number, what in plot.ASKED_OF_COUNTIES.items():
        lead = day.lead(number)
        indicator = Indicator.objects.filter(item__plan__part=lead, allocations__isnull=False).distinct().first()
        parts = Part.objects.filter(task=lead.task_id, unit__kind="county").select_related("unit")
        for part in parts.order_by("unit__position", "pk"):
            _set_request(day, lead, part, what, indicator)


def report(day: Day) -> None:
    """Let every lead go one step further with its reports, as its manner has it."""
    rows = (
        ProgressReport.objects.filter(jurisdiction=day.jurisdiction)
        .exclude(stage=ReportStage.EXEMPT)
        .exclude(task__stage__in=[TaskStage.SUSPENDED, TaskStage.CLOSED], stage=ReportStage.EXPECTED)
        .filter(period__cut_off_on__gte=date(day.on.year, max(day.on.month - 1, 1), 1))
        .select_related("period", "task", "part__unit", "unit")
        .order_by("period", "task__position", "part", "pk")
    )
    taken: list[ProgressReport] = []
    for each in rows:
        offset = day.working_days_from(each.period.due_on)
        if each.stage != ReportStage.SUBMITTED and offset not in months.STIRRING:
            continue
        steps = months.MANNERS[_manner(day, each)]
        for act in [act for on, act in steps if on == offset]:
            _step(day, each, act)
            each.refresh_from_db(fields=["stage", "text", "is_nil", "version", "filed_at"])
        is_to_come = any(act in ("return", "accept") and on >= offset for on, act in steps)
        if each.stage == ReportStage.SUBMITTED and not is_to_come and _is_read(day, each):
            taken.append(each)
    if taken:
        office = By(day.company.office())
        day.attempt("accept", partial(accept_reports, by=office, reports=taken))


def contribute(day: Day) -> None:
    """Let cooperating units file what they were asked for, and the leads answer."""
    rows = (
        Contribution.objects.filter(jurisdiction=day.jurisdiction)
        .exclude(stage__in=[ContributionStage.ACCEPTED, ContributionStage.EXEMPT])
        .select_related("period", "part__unit", "request__lead__unit", "request__task", "request__indicator")
        .order_by("period", "pk")
    )
    for each in rows:
        name = day.name_of(each.part.unit_id)
        manner = months.ANSWERS.get((each.period.month, each.request.task.numbers, name))
        if manner is None:
            manner = {"slow": "late", "silent": "silent"}.get(day.character(each.part.unit_id), "usual")
        offset = day.working_days_from(each.period.due_on)
        steps = months.CONTRIBUTIONS[manner]
        for on, act in steps:
            if on == offset or (manner == "usual" and -5 <= offset <= -3 and each.stage == ContributionStage.DUE):
                _contribute(day, each, act)
                each.refresh_from_db()


def tell(day: Day) -> None:
    """Make the digests of a month, and deliver them on the day after."""
    for period in ReportingPeriod.objects.filter(jurisdiction=day.jurisdiction, stage=PeriodStage.LOCKED).order_by(
        "month"
    ):
        since = day.working_days_from(period.due_on)
        if since == months.PERIODS_TOLD_AFTER:
            office = By(day.company.office())
            day.do(make_digests, office, period, DigestsMade())
        elif since == months.PERIODS_TOLD_AFTER + 1:
            registrar = By(day.company.office(REGISTRAR))
            for digest in Digest.objects.filter(period=period, delivered_at__isnull=True).order_by("pk"):
                given = DigestDelivered(day.rng.choice(words.DELIVERED))
                day.do(deliver_digest, registrar, digest, given)


def _set_request(day: Day, lead: Part, part: Part, what: str, indicator: Indicator | None) -> None:
    by = day.company.by(lead.unit_id, Post.Kind.LIAISON)
    if by is not None:
        given = RequestSet(part.uid, what, indicator.uid if indicator is not None else None)
        day.do(set_request, by, lead, given)


def _manner(day: Day, report: ProgressReport) -> str:
    """Return how this report is dealt with: as the plot has it, else as its unit is used to."""
    plotted = months.REPORTS.get((report.period.month, report.task.numbers))
    if plotted is not None and day.is_coordinating(report.part_id, report.task_id):
        return plotted
    chance = day.chance_of(report.period.month, report.part.uid)
    name = day.name_of(report.unit_id)
    if name in plot.CONSENTING and report.period.opened_at.date() >= plot.CONSENTED_ON and chance.random() < 0.6:
        return "consented"
    manner = chance.choice(OF_A_CHARACTER[day.character(report.unit_id)])
    is_plain = report.task.numbers in plot.PLAIN and chance.random() < NIL
    return "nil" if is_plain and day.character(report.unit_id) == "diligent" else manner


def _step(day: Day, report: ProgressReport, act: str) -> None:
    if act in OF_THE_OFFICE:
        _at_the_office(day, report, act)
    else:
        _in_the_unit(day, report, act)


def _in_the_unit(day: Day, report: ProgressReport, act: str) -> None:
    unit, stage = report.unit_id, report.stage
    writer, head = day.company.by(unit, *WRITERS), day.company.by(unit, Post.Kind.HEAD)
    is_nil = act in ("nil", "file_nil") and why_not_nil(report) is None
    if is_nil and stage == ReportStage.EXPECTED:
        day.do(write_report, writer, report, ReportWritten(is_nil=True, to_head=True))
    elif is_nil and stage == ReportStage.UNIT_REVIEW and report.is_nil:
        day.do(file_report, head, report, ReportFiled(is_nil=True))
    elif act in ("write", "lay", "nil") and stage in WRITABLE:
        text, figures = _said(day, report)
        steps = day.rng.choice(words.NEXT)
        day.do(write_report, writer, report, ReportWritten(text, steps, figures=figures, to_head=act != "write"))
    elif act == "wait" and stage == ReportStage.DRAFTING:
        day.do(wait_report, writer, report, Waiting())
    elif act == "hand_back" and stage == ReportStage.UNIT_REVIEW:
        day.do(hand_back_report, head, report, HandedBack(day.rng.choice(words.HANDED_BACK)))
    elif act in ("file", "file_nil", "consented"):
        is_easy = act == "consented" and stage == ReportStage.EXPECTED and light_of(report) == "green"
        given = ReportFiled()
        if not report.text or report.is_nil:
            text, figures = _said(day, report)
            given = ReportFiled(text, day.rng.choice(words.NEXT), figures=figures)
        day.do(file_report, writer if is_easy else head, report, given)
    elif act == "amend":
        more = f"{report.text or ''}{words.MORE}"
        day.do(amend_report, head, report, ReportAmended(more, day.rng.choice(words.AMENDED)))


def _at_the_office(day: Day, report: ProgressReport, act: str) -> None:
    office = By(day.company.office())
    if act == "return":
        day.do(return_report, office, report, ReportReturned(day.rng.choice(words.RETURNED_REPORTS)))
    elif act == "accept":
        day.do(accept_report, office, report, ReportAccepted(report.version))
    elif act == "unlock":
        day.do(unlock_report, office, report, ReportUnlocked(day.rng.choice(words.UNLOCKED)))
    elif act == "exempt" and report.stage == ReportStage.EXPECTED:
        day.do(exempt_report, office, report, ReportExempted(words.EXEMPT))
    elif act == "accept_again":
        day.do(accept_amendment, office, report, AmendmentAccepted())
    elif act == "refuse_again":
        day.do(refuse_amendment, office, report, AmendmentRefused(words.REFUSED))


def _is_read(day: Day, report: ProgressReport) -> bool:
    """Say whether the office accepts a report today by hand; some it leaves to lapse."""
    if report.filed_at is None or report.filed_at.date() >= day.on:
        return False
    return day.chance_of("accept", report.uid).random() >= LEFT_TO_LAPSE


def _said(day: Day, report: ProgressReport) -> tuple[str, tuple[FigureWords, ...]]:
    """Return the words of a report and its figures."""
    indicators = (
        Indicator.objects.filter(
            item__plan__part=report.part_id, item__plan__stage=PlanStage.IN_FORCE, item__cancelled_on__isnull=True
        )
        .select_related("item")
        .order_by("item__position", "pk")
    )
    given: list[FigureWords] = []
    told: list[words.Told] = []
    for indicator in indicators:
        value, remark = _value(day, report, indicator)
        given.append(FigureWords(indicator.uid, value, source="部门统计", remark=remark))
        is_ceiling = indicator.direction == Indicator.Direction.CEILING
        told.append(words.Told(indicator.title, value, indicator.measured_in or "", indicator.target, is_ceiling))
    chance = day.chance_of("said", report.uid, report.version)
    is_behind = day.name_of(report.unit_id) in plot.SHORT_OF
    return words.progress(chance, report.task.title, told, is_behind=is_behind), tuple(given)


def _value(day: Day, report: ProgressReport, indicator: Indicator) -> tuple[Decimal, str | None]:
    """Return what an indicator has reached: along its way, short of it where the unit falls behind."""
    month = int(report.period.month[5:])
    chance = day.chance_of("figure", indicator.uid, report.period.month)
    reach = Decimal(plot.SHORT_OF.get(day.name_of(report.unit_id), 1.0))
    measure = indicator.measured_in or ""
    if indicator.direction == Indicator.Direction.CEILING:
        value = indicator.target * Decimal(chance.choice(("0.94", "0.96", "0.98")))
    elif "%" in (indicator.printed or "") or measure == "%":
        value = indicator.target * (Decimal("0.9") + Decimal(month) / 100) * (Decimal("0.9") + reach / 10)
    else:
        share = Decimal(month) / indicator.item.due_on.month * Decimal(chance.uniform(1.0, 1.08)) * reach
        value = indicator.target * min(share, Decimal("1.02"))
    is_counted = measure[:1] not in ("%", "亿", "万")
    is_whole = indicator.target == indicator.target.to_integral() and (is_counted or indicator.target >= 100)
    value = value.quantize(Decimal(1) if is_whole else Decimal("0.01"), ROUND_HALF_UP)
    earlier = Figure.objects.filter(indicator=indicator, unit__isnull=True, replaced_at__isnull=True)
    question = question_of(indicator, earlier, report.period.month, value)
    return value, chance.choice(words.REMARKS) if question else None


def _contribute(day: Day, contribution: Contribution, act: str) -> None:
    request = contribution.request
    own = day.company.by(contribution.part.unit_id, Post.Kind.LIAISON, Post.Kind.HEAD)
    lead = day.company.by(request.lead.unit_id, Post.Kind.LIAISON)
    if own is None or lead is None:
        return
    if act == "file" and contribution.stage in ("due", "late", "returned"):
        given = ContributionFiled(text=day.rng.choice(words.CONTRIBUTED), value=_share(day, contribution))
        day.do(file_contribution, own, contribution, given)
    elif act == "return" and contribution.stage == "filed":
        back = ContributionReturned(day.rng.choice(words.RETURNED_CONTRIBUTIONS))
        day.do(return_contribution, lead, contribution, back)
    elif act == "accept" and contribution.stage == "filed":
        day.do(accept_contribution, lead, contribution, ContributionAccepted())


def _share(day: Day, contribution: Contribution) -> Decimal | None:
    indicator = contribution.request.indicator
    share = indicator.allocations.filter(unit=contribution.part.unit_id).first() if indicator is not None else None
    if share is None:
        return None
    month = int(contribution.period.month[5:])
    reach = Decimal(plot.SHORT_OF.get(day.name_of(contribution.part.unit_id), 1.0))
    return (share.target * month / 12 * reach).quantize(Decimal(1), ROUND_HALF_UP)
