"""The sheet of a unit's month: taken, filled in elsewhere, brought back, seen row by row, then filed."""

from dataclasses import asdict
from itertools import groupby

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from duban.core import texts
from duban.core.errors import DomainError
from duban.orgs import policies
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotVisible
from duban.orgs.roles import UNIT_ROLES
from duban.progress.answering.sheets import Answer, Planned, answers_of, number_of, planned, sheet_of
from duban.progress.asking.contributions import ContributionFiled, file_contribution
from duban.progress.models import Contribution
from duban.progress.reporting.figures import FigureWords
from duban.progress.reporting.reports import ReportFiled, ReportWritten, file_report, write_report
from duban.progress.selectors.screens import OwedReport, UnitScreen, running_period, unit_screen
from duban.web.access import ViewedRequest, behind_door
from duban.web.clients import address_of
from duban.web.views.exports import as_download

SALT = "duban.answers"
HOUR = 3600


@require_safe
@behind_door("progress.write_report")
def answer_sheet(request: ViewedRequest, month: str) -> HttpResponseBase:
    """Give out the sheet of one's unit."""
    return as_download(sheet_of(request.viewer, _screen(request, month), address=address_of(request)), "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("progress.write_report")
def answers(request: ViewedRequest, month: str) -> HttpResponse:
    """Show what a filled-in sheet would file, row by row; once confirmed, file it."""
    screen = _screen(request, month)
    if request.method != "POST":
        return _page(request, screen)
    kept = request.POST.get("kept", "")
    try:
        rows = _kept(request, kept) if kept else _read(request)
    except DomainError as error:
        return _page(request, screen, error=texts.say(error))
    except signing.BadSignature:
        return _page(request, screen, error=_("This page is too old. Bring the sheet again."))
    if not kept:
        return _page(request, screen, rows=planned(screen, rows), kept=_keep(request, rows))
    done, refused = _file(request, screen, [row.answer for row in planned(screen, rows) if not row.refused])
    if done:
        said = ngettext(
            "%(count)s filed, and entered in the journal.", "%(count)s filed, and entered in the journal.", done
        )
        messages.success(request, said % {"count": done})
    if refused:
        return _page(request, _screen(request, month), error="；".join(refused))
    return redirect(f"{reverse('reports')}?month={month}")


def _read(request: ViewedRequest) -> list[Answer]:
    upload = request.FILES.get("file")
    return answers_of(upload.name or "-", upload.read()) if upload is not None else []


def _keep(request: ViewedRequest, rows: list[Answer]) -> str:
    return signing.dumps([request.viewer.user.uid, [asdict(row) for row in rows]], salt=SALT, compress=True)


def _kept(request: ViewedRequest, text: str) -> list[Answer]:
    whose, rows = signing.loads(text, salt=SALT, max_age=HOUR)
    if whose != request.viewer.user.uid:
        raise signing.BadSignature
    return [Answer(**row) for row in rows]


def _file(request: ViewedRequest, screen: UnitScreen, rows: list[Answer]) -> tuple[int, list[str]]:
    """File what was seen; each report or contribution is an act of its own, and one refused holds up no other."""
    reports = {each.row.uid: each for each in screen.reports}
    contributions = {each.uid: each for each in screen.contributions}
    done, refused = 0, []
    for uid, group in groupby(sorted(rows, key=_row), key=_row):
        own = list(group)
        try:
            if uid in reports:
                _report(request, screen, reports[uid], own)
            else:
                _contribution(request, contributions[uid], own[0])
        except DomainError as error:
            refused.append(f"{_('Row')} {own[0].number}：{texts.say(error)}")
        else:
            done += 1
    return done, refused


def _row(answer: Answer) -> str:
    return answer.uid.partition("/")[0]


def _report(request: ViewedRequest, screen: UnitScreen, owed: OwedReport, rows: list[Answer]) -> None:
    known = {figure.uid: figure for figure in owed.figures}
    words = next((row for row in rows if "/" not in row.uid), None)
    figures = tuple(
        FigureWords(uid, value, is_share=known[uid].is_share)
        for row in rows
        if (uid := row.uid.partition("/")[2]) in known and (value := number_of(row.value)) is not None
    )
    text = (words.text or None) if words else None
    is_nil = bool(words and words.is_nil and not words.text)
    version = owed.row.version
    if screen.is_head or screen.may_file_alone:
        given = ReportFiled(text=text, is_nil=is_nil, figures=figures, version=version)
        file_report(by=By(request.viewer), about=owed.row, given=given)
    else:
        to_head = bool(text or is_nil or owed.row.text)
        written = ReportWritten(text=text, is_nil=is_nil, figures=figures, version=version, to_head=to_head)
        write_report(by=By(request.viewer), about=owed.row, given=written)


def _contribution(request: ViewedRequest, contribution: Contribution, row: Answer) -> None:
    value = number_of(row.value) if row.value else None
    is_nil = row.is_nil and not row.text and value is None
    given = ContributionFiled(row.text or None, value, is_nil=is_nil, version=contribution.version)
    file_contribution(by=By(request.viewer), about=contribution, given=given)


def _screen(request: ViewedRequest, month: str) -> UnitScreen:
    own = [seat.post.unit for seat in request.viewer.seats if seat.role in UNIT_ROLES and seat.post.unit is not None]
    asked = request.GET.get("unit", "")
    unit = next((each for each in own if each.uid == asked), own[0] if own else None)
    period = running_period(request.viewer.jurisdiction, month)
    if unit is None:
        policies.require(request.viewer, "progress.write_report", request.viewer.jurisdiction)
    if unit is None or period is None:
        raise NotVisible
    return unit_screen(request.viewer, unit, period)


def _page(
    request: ViewedRequest, screen: UnitScreen, *, rows: list[Planned] | None = None, kept: str = "", error: str = ""
) -> HttpResponse:
    return render(
        request,
        "progress/answers.html",
        {
            "screen": screen,
            "month": screen.period.month,
            "rows": rows,
            "kept": kept,
            "usable": sum(not row.refused for row in rows or ()),
            "error": error,
            "crumbs": [
                {"label": _("Reports"), "url": f"{reverse('reports')}?month={screen.period.month}"},
                {"label": _("One sheet"), "url": ""},
            ],
        },
    )
