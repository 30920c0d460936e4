"""The reports of a month: one screen for a unit, with a key for each; for the office who has not filed."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from duban.core import clock, texts
from duban.core.errors import DomainError
from duban.core.texts import month_words
from duban.orgs import policies
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotVisible, Stale
from duban.orgs.models import Unit
from duban.orgs.roles import UNIT_ROLES
from duban.progress.answering.sheets import number_of
from duban.progress.asking.contributions import ContributionFiled, file_contribution
from duban.progress.models import Contribution, Digest, ProgressReport, ReportingPeriod, StandingConsent
from duban.progress.reporting.office import accept_reports
from duban.progress.reporting.reports import ReportFiled, ReportWritten, file_report, write_report
from duban.progress.selectors.screens import (
    OWED_BY_HELPERS,
    OwedReport,
    UnitScreen,
    months,
    office_screen,
    running_period,
    unit_screen,
)
from duban.progress.stages import ReportStage
from duban.web.access import ViewedRequest, behind_door
from duban.web.acting import by_of
from duban.web.acts.offers import offers
from duban.web.acts.report_form import LONGEST, NoNumber, version_of, words_of


@dataclass
class Answered:
    """What came of a screen that was sent: how many were done, and what was refused, by the uid of its row.

    `was_overtaken` says that somebody else had been there first.
    """

    done: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    was_overtaken: bool = False

    def attempt(self, uid: str, do: Callable[[], object]) -> None:
        """Do one of them; what is refused says so at its row."""
        try:
            do()
        except DomainError as error:
            self.refused[uid] = texts.say(error)
            self.was_overtaken |= isinstance(error, Stale)
        else:
            self.done += 1


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("progress.see")
def reports(request: ViewedRequest) -> HttpResponse:
    """Show the month: to a unit its own screen, to everybody else who filed and who did not."""
    period = running_period(request.viewer.jurisdiction, request.GET.get("month", ""))
    unit = _unit(request)
    if unit is None and request.method == "POST":
        policies.require(request.viewer, "progress.accept_report")
    if period is None:
        return render(request, "progress/none.html", {})
    if unit is None:
        return _office(request, period)
    screen = unit_screen(request.viewer, unit, period)
    answered = Answered()
    if request.method == "POST":
        answered = _answer(request, screen)
        if answered.done:
            said = ngettext(
                "%(count)s filed, and entered in the journal.",
                "%(count)s filed, and entered in the journal.",
                answered.done,
            )
            messages.success(request, said % {"count": answered.done})
        if not answered.refused:
            return redirect(f"{reverse('reports')}?month={period.month}&unit={unit.uid}")
        screen = unit_screen(request.viewer, unit, period)
    return render(
        request,
        "progress/unit.html",
        {
            "screen": screen,
            "rows": [_row(each, request.POST, answered.refused) for each in screen.reports],
            "contributions": [_asked(each, request.POST, answered.refused) for each in screen.contributions],
            "months": [(each, month_words(each)) for each in months(request.viewer.jurisdiction)],
            "units": _own_units(request),
            "month": period.month,
            "key": secrets.token_urlsafe(16),
            "offers": offers(request.viewer, unit, only=["progress.give_consent"]),
            "consents": [
                (each, offers(request.viewer, each))
                for each in policies.visible(request.viewer, StandingConsent)
                .filter(unit=unit, revoked_at__isnull=True, until__gte=clock.today())
                .select_related("post__unit")
            ],
        },
        status=409 if answered.was_overtaken else 200,
    )


def _office(request: ViewedRequest, period: ReportingPeriod) -> HttpResponse:
    may_accept = policies.can(request.viewer, "progress.accept_report")
    error, status = "", 200
    if request.method == "POST":
        policies.require(request.viewer, "progress.accept_report")
        try:
            done = accept_reports(by=by_of(request, "progress.accept_report", None), reports=_ticked(request, period))
        except Stale as refused:
            error, status = texts.say(refused), 409
        except DomainError as refused:
            error = texts.say(refused)
        else:
            messages.success(request, _("%(count)s accepted.") % {"count": len(done)})
            return redirect(f"{reverse('reports')}?month={period.month}")
    screen = office_screen(request.viewer, period, request.GET.get("stage", ""))
    return render(
        request,
        "progress/office.html",
        {
            "screen": screen,
            "months": [(each, month_words(each)) for each in months(request.viewer.jurisdiction)],
            "month": period.month,
            "may_accept": may_accept and screen.stage == ReportStage.SUBMITTED,
            "offers": [
                *offers(request.viewer, period),
                *offers(request.viewer, request.viewer.jurisdiction, only=["progress.set_rule"]),
            ],
            "digests": policies.visible(request.viewer, Digest)
            .filter(period=period)
            .select_related("section", "leader")
            .order_by("section__position")
            if policies.can(request.viewer, "progress.see_digests")
            else (),
            "error": error,
            "key": secrets.token_urlsafe(16),
        },
        status=status,
    )


def _ticked(request: ViewedRequest, period: ReportingPeriod) -> list[ProgressReport]:
    """Return the reports that were ticked, each with the version that was seen."""
    seen = dict(each.partition(":")[::2] for each in request.POST.getlist("reports"))
    rows = policies.visible(request.viewer, ProgressReport).filter(period=period, uid__in=seen)
    chosen = list(rows.order_by("pk"))
    for row in chosen:
        row.version = version_of(seen[row.uid])
    return chosen


def _answer(request: ViewedRequest, screen: UnitScreen) -> Answered:
    """File what was filled in, row by row, each an act of its own: one that is refused holds up no other."""
    answered = Answered()
    act = request.POST.get("act", "")
    key = request.POST.get("act_key") or None
    posted = {name: str(value) for name, value in request.POST.items()}
    for each in screen.reports:
        if _is_filled(posted, f"r-{each.row.uid}-", each, act):
            answered.attempt(each.row.uid, partial(_file, request, each, posted, act, key))
    for contribution in screen.contributions:
        if _is_answered(posted, f"c-{contribution.uid}-", contribution):
            answered.attempt(contribution.uid, partial(_contribute, request, contribution, posted, key))
    return answered


def _file(request: ViewedRequest, each: OwedReport, posted: Mapping[str, str], act: str, key: str | None) -> object:
    by = By(request.viewer, key=f"{key}-{each.row.uid}" if key else None)
    prefix = f"r-{each.row.uid}-"
    if act == "send":
        words = words_of(posted, prefix, each.figures, ReportWritten, to_head=True)
        return write_report(by=by, about=each.row, given=words)
    return file_report(by=by, about=each.row, given=words_of(posted, prefix, each.figures, ReportFiled))


def _contribute(
    request: ViewedRequest, contribution: Contribution, posted: Mapping[str, str], key: str | None
) -> object:
    prefix = f"c-{contribution.uid}-"
    figure = posted.get(f"{prefix}value", "").strip()
    value = number_of(figure) if figure else None
    if figure and value is None:
        raise NoNumber(title=contribution.request.what, text=figure)
    text, is_nil = posted.get(f"{prefix}text", "").strip()[:LONGEST], bool(posted.get(f"{prefix}nil"))
    version = version_of(posted.get(f"{prefix}version", ""))
    given = ContributionFiled(text or None, value, is_nil=is_nil, version=version)
    by = By(request.viewer, key=f"{key}-{contribution.uid}" if key else None)
    return file_contribution(by=by, about=contribution, given=given)


def _is_filled(posted: Mapping[str, str], prefix: str, each: OwedReport, act: str) -> bool:
    """Say whether a row was answered: nothing new, words, a figure, or one before the head that was ticked.

    One that was returned has other words than before. A row that is not owed any more but was answered otherwise was
    filed meanwhile by somebody else.
    """
    text, is_nil = posted.get(f"{prefix}text", "").strip(), bool(posted.get(f"{prefix}nil"))
    if not each.is_owed:
        return bool(text and text != (each.row.text or "")) or (is_nil and not each.row.is_nil)
    if each.row.stage == ReportStage.UNIT_REVIEW:
        return bool(posted.get(f"{prefix}go") or text) and act != "send"
    figures = any(
        posted.get(f"{prefix}f-{figure.uid}", figure.value).strip() != figure.value for figure in each.figures
    )
    is_new = bool(text) and (each.row.stage != ReportStage.RETURNED or text != (each.row.text or ""))
    return is_nil or is_new or figures


def _is_answered(posted: Mapping[str, str], prefix: str, each: Contribution) -> bool:
    """Say whether a contribution was answered, and otherwise than it stands already."""
    text, is_nil = posted.get(f"{prefix}text", "").strip(), bool(posted.get(f"{prefix}nil"))
    value = posted.get(f"{prefix}value", "").strip()
    if each.stage in OWED_BY_HELPERS:
        return bool(text or value or is_nil)
    return bool(text and text != (each.text or "")) or bool(is_nil and not each.is_nil)


def _row(each: OwedReport, posted: Mapping[str, str], refused: Mapping[str, str]) -> dict[str, object]:
    """Return a row with what was typed, where it was refused."""
    prefix = f"r-{each.row.uid}-"
    error = refused.get(each.row.uid, "")
    return {
        "report": each,
        "prefix": prefix,
        "text": posted.get(f"{prefix}text", "") if error else each.row.text or "",
        "figures": [
            (figure, posted.get(f"{prefix}f-{figure.uid}", "") if error else figure.value) for figure in each.figures
        ],
        "error": error,
    }


def _asked(each: Contribution, posted: Mapping[str, str], refused: Mapping[str, str]) -> dict[str, object]:
    """Return a contribution with what was typed, where it was refused."""
    prefix, error = f"c-{each.uid}-", refused.get(each.uid, "")
    value = "" if each.value is None else format(each.value.normalize(), "f")
    return {
        "row": each,
        "is_owed": each.stage in OWED_BY_HELPERS,
        "text": posted.get(f"{prefix}text", "") if error else each.text or "",
        "value": posted.get(f"{prefix}value", "") if error else value,
        "error": error,
    }


def _own_units(request: ViewedRequest) -> list[Unit]:
    found = {
        seat.post.unit.pk: seat.post.unit for seat in request.viewer.seats if seat.role in UNIT_ROLES and seat.post.unit
    }
    return list(found.values())


def _unit(request: ViewedRequest) -> Unit | None:
    """Return the unit whose screen is asked for: the reader's own, or for the office any one that it names."""
    own, asked = _own_units(request), request.GET.get("unit", "")
    chosen = next((unit for unit in own if unit.uid == asked), None)
    if chosen is not None or (own and not asked):
        return chosen or own[0]
    if own and asked:
        raise NotVisible
    return None
