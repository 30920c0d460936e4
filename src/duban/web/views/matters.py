"""Assigned matters beside the tasks of the ledger: the register, the sheet of it, one matter with its slip."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from duban.journal.selectors import entries_about
from duban.ledger.exports import FORMS
from duban.ledger.matters.exporting import export_matters
from duban.ledger.matters.registering import register_matter
from duban.ledger.matters.selectors import (
    OPEN,
    PAGE,
    MatterFilters,
    MatterPage,
    leaders_with_matters,
    matter_page,
    matter_sheet,
    units_with_matters,
)
from duban.ledger.models import Instruction, Matter, Task
from duban.ledger.stages import MatterStage
from duban.orgs import policies
from duban.orgs.acting.performing import By, Outcome
from duban.orgs.models import Jurisdiction
from duban.progress.models import EvidenceUse
from duban.supervision.burden.reasons import MoreAsked, say_why_more
from duban.web.access import ViewedRequest, behind_door
from duban.web.acts.offers import offers
from duban.web.clients import address_of
from duban.web.ledger_tabs import Tab, ledger_tabs
from duban.web.onward import sent
from duban.web.views.exports import as_download
from duban.web.views.ledger import Chip, Option, Select
from duban.web.views.matter_forms import MatterForm
from duban.web.views.people_acts import ActPage

ENTRIES = 20
REGISTER = "ledger.register_matter"
LIFE = (
    MatterStage.REGISTERED,
    MatterStage.ASSIGNED,
    MatterStage.SIGNED,
    MatterStage.DOING,
    MatterStage.REPLIED,
    MatterStage.CLOSED,
)
BESIDE = {MatterStage.EXTENDED: MatterStage.DOING, MatterStage.RETURNED: MatterStage.DOING}


@dataclass(frozen=True)
class Step:
    """A step of the life of a matter on its page."""

    label: str
    is_done: bool
    is_now: bool


@require_safe
@behind_door("ledger.see_matters")
def matters(request: ViewedRequest) -> HttpResponse:
    """Show the matters that the address asks for, the newest first."""
    filters, asked = MatterFilters.parse(request.GET), request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
    page = matter_page(request.viewer, filters, number)
    return render(
        request,
        "matters/register.html",
        {
            "tabs": ledger_tabs(request.viewer, Tab.MATTERS),
            "page": page,
            "filters": filters,
            "is_filtered": bool(filters.query()),
            "selects": _selects(request, filters),
            "chips": _chips(filters, page),
            "hidden": [(name, getattr(filters, name)) for name in ("stage", "late") if getattr(filters, name)],
            "exports": [
                (_("Export Excel"), _export("xlsx", filters)),
                (_("Export CSV"), _export("csv", filters)),
            ],
            "may_register": policies.can(request.viewer, REGISTER),
            "summary": _summary(page),
            "previous_url": _turned(filters, (page.first - 1) // PAGE) if page.first > 1 else "",
            "next_url": _turned(filters, (page.first - 1) // PAGE + 2) if page.first - 1 + PAGE < page.count else "",
        },
    )


@require_safe
@behind_door("ledger.see_matters")
def matters_export(request: ViewedRequest, form: str) -> HttpResponseBase:
    """Give out all matters that the address asks for, on every page of it."""
    if form not in FORMS:
        raise Http404
    filters = MatterFilters.parse(request.GET)
    export = export_matters(viewer=request.viewer, filters=filters, form=form, address=address_of(request))
    return as_download(export, form)


@require_safe
@behind_door("orgs.look")
def matter(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show a matter with its life, and what can be done about it; on paper it is its slip."""
    sheet = matter_sheet(request.viewer, uid)
    found = sheet.matter
    entries = entries_about(jurisdiction=request.viewer.jurisdiction.uid, kind="matter", uid=uid, limit=ENTRIES)
    used = EvidenceUse.objects.filter(jurisdiction=found.jurisdiction_id, kind=EvidenceUse.Kind.MATTER, about=uid)
    return render(
        request,
        "matters/matter.html",
        {
            "sheet": sheet,
            "matter": found,
            "line": sheet.line,
            "steps": _steps(MatterStage(found.stage)),
            "offers": offers(request.viewer, found),
            "extensions": [(each, offers(request.viewer, each)) for each in sheet.extensions],
            "evidence": used.select_related("evidence").order_by("used_at", "pk"),
            "may_see_instruction": found.instruction is not None
            and policies.can(request.viewer, "ledger.see_instructions", found.instruction),
            "entries": [SimpleNamespace(at=each.at, actor_name=each.actor_name, text=each.title) for each in entries],
            "crumbs": [
                {"label": _("Ledger"), "url": reverse("ledger")},
                {"label": _("Assigned matters"), "url": reverse("matters")},
                {"label": sheet.line.serial, "url": ""},
            ],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("ledger.see_matters")
def matter_new(request: ViewedRequest) -> HttpResponse:
    """Show the form of a matter, drawn from an instruction or a task where the address names one; by post, register."""
    viewer, city = request.viewer, request.viewer.jurisdiction
    policies.require(viewer, REGISTER, city)
    asked = request.GET.get("instruction", "")
    instruction = policies.visible_one(viewer, Instruction, asked) if asked else None
    task = policies.visible_one(viewer, Task, request.GET["task"]).uid if request.GET.get("task") else ""
    form = MatterForm(viewer, instruction=instruction, task=task, data=sent(request))
    back = reverse("instruction", args=[instruction.uid]) if instruction is not None else reverse("matters")
    page = ActPage(
        code=REGISTER,
        about=city,
        title=_("Register a matter"),
        facts=_("One matter, one slip: its number comes with its registration."),
        button=_("Register it"),
        back=back,
        crumbs=[
            {"label": _("Ledger"), "url": reverse("ledger")},
            {"label": _("Assigned matters"), "url": reverse("matters")},
            {"label": _("Register a matter"), "url": ""},
        ],
        more={"instruction": instruction},
        template="matters/new.html",
        made=lambda made: reverse("matter", args=[made.uid]),
    )
    return page.answer(request, form, lambda by: _register(by, city, form))


def _register(by: By, city: Jurisdiction, form: MatterForm) -> Outcome[Matter]:
    """Register a matter, and why more is asked of units that have as much as the ceiling allows."""
    with transaction.atomic():
        outcome = register_matter(by=by, about=city, given=form.given())
        if not outcome.is_repeated:
            for asks in form.full():
                given = MoreAsked(form.cleaned_data["title"], form.cleaned_data["why_more"])
                say_why_more(by=By(by.viewer), about=asks.unit, given=given)
        return outcome


def _selects(request: ViewedRequest, filters: MatterFilters) -> list[Select]:
    return [
        _select("unit", _("Lead unit"), _("All units"), units_with_matters(request.viewer), filters.unit),
        _select(
            "leader", _("Responsible leader"), _("All leaders"), leaders_with_matters(request.viewer), filters.leader
        ),
    ]


def _select(name: str, label: str, every: str, options: list[tuple[str, str]], chosen: str) -> Select:
    lines = [("", every), *options]
    if chosen and chosen not in dict(options):
        lines.append((chosen, _("Unknown")))
    return Select(name, label, tuple(Option(value, words, value == chosen) for value, words in lines))


def _chips(filters: MatterFilters, page: MatterPage) -> list[Chip]:
    """Return the stages as filters with their counts, and what is over its day."""
    every = sum(page.stages.values())
    chips = [
        Chip(
            _address(filters, stage="", late=""),
            pgettext("filter", "All"),
            f"{every:,}",
            not filters.stage and not filters.late,
        ),
        Chip(_address(filters, stage=OPEN), pgettext("matters", "Open"), f"{page.open:,}", filters.stage == OPEN),
    ]
    for stage in MatterStage:
        count = page.stages.get(stage.value, 0)
        if count or filters.stage == stage.value:
            chips.append(
                Chip(_address(filters, stage=stage.value), str(stage.label), f"{count:,}", filters.stage == stage)
            )
    if page.late or filters.late:
        url = _address(filters, late="" if filters.late else "1")
        chips.append(Chip(url, _("Over their day"), f"{page.late:,}", bool(filters.late)))
    return chips


def _address(filters: MatterFilters, **changes: str) -> str:
    query = filters.query(**changes)
    return f"{reverse('matters')}?{query}" if query else reverse("matters")


def _export(form: str, filters: MatterFilters) -> str:
    return f"{reverse('matters_export', args=[form])}?{filters.query()}".removesuffix("?")


def _turned(filters: MatterFilters, number: int) -> str:
    own = _address(filters)
    return f"{own}{'&' if '?' in own else '?'}page={number}" if number > 1 else own


def _summary(page: MatterPage) -> str:
    if not page.lines:
        return ""
    last = page.first + len(page.lines) - 1
    return _("%(first)s—%(last)s of %(total)s") % {"first": page.first, "last": last, "total": f"{page.count:,}"}


def _steps(stage: MatterStage) -> list[Step]:
    """Return the usual life of a matter with the step at which it stands; none for one that was withdrawn."""
    if stage is MatterStage.WITHDRAWN:
        return []
    now = LIFE.index(BESIDE.get(stage, stage))
    is_over = stage is MatterStage.CLOSED
    return [
        Step(
            str((stage if place == now else each).label),
            is_done=place < now or (place == now and is_over),
            is_now=place == now and not is_over,
        )
        for place, each in enumerate(LIFE)
    ]
