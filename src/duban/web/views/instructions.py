"""Instructions of leaders: the register, taking one down, one instruction with all that was made of it."""

from types import SimpleNamespace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from duban.journal.selectors import entries_about
from duban.ledger.matters.instructions import GIVE, give_instruction
from duban.ledger.matters.selectors import instructions_seen, made_of
from duban.ledger.models import Task
from duban.ledger.stages import InstructionStage
from duban.orgs import policies
from duban.orgs.errors import NotVisible
from duban.progress.models import SpecialReport
from duban.web.access import ViewedRequest, behind_door
from duban.web.acts.offers import offers
from duban.web.ledger_tabs import Tab, ledger_tabs
from duban.web.onward import sent
from duban.web.subjects import ADDRESSES
from duban.web.views.ledger import Chip
from duban.web.views.matter_forms import InstructionForm
from duban.web.views.people_acts import ActPage, may

SHOWN = 200
ENTRIES = 10


@require_safe
@behind_door("ledger.see_instructions")
def instructions(request: ViewedRequest) -> HttpResponse:
    """Show the instructions that exist for the viewer, the newest first."""
    stage = request.GET.get("stage", "")
    rows = list(instructions_seen(request.viewer, stage)[: SHOWN + 1])
    return render(
        request,
        "matters/instructions.html",
        {
            "tabs": ledger_tabs(request.viewer, Tab.INSTRUCTIONS),
            "rows": rows[:SHOWN],
            "has_more": len(rows) > SHOWN,
            "chips": _chips(stage),
            "may_give": may(request, GIVE, request.viewer.jurisdiction),
        },
    )


@require_safe
@behind_door("ledger.see_instructions")
def instruction(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show an instruction with what was made of it."""
    found = instructions_seen(request.viewer).filter(uid=uid).first()
    if found is None:
        raise NotVisible
    entries = entries_about(jurisdiction=request.viewer.jurisdiction.uid, kind="instruction", uid=uid, limit=ENTRIES)
    return render(
        request,
        "matters/instruction.html",
        {
            "instruction": found,
            "made": [
                (each, reverse(ADDRESSES[each.kind], args=[each.uid]) if each.kind in ADDRESSES else "")
                for each in made_of(found)
            ],
            "offers": offers(request.viewer, found),
            "may_register": policies.can(request.viewer, "ledger.register_matter"),
            "entries": [SimpleNamespace(at=each.at, actor_name=each.actor_name, text=each.title) for each in entries],
            "crumbs": [
                {"label": _("Ledger"), "url": reverse("ledger")},
                {"label": _("Instructions"), "url": reverse("instructions")},
                {"label": found.serial, "url": ""},
            ],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("ledger.see_instructions")
def instruction_new(request: ViewedRequest) -> HttpResponse:
    """Show the form of an instruction, on a task or a special report where the address names one; by post, keep it."""
    viewer, city = request.viewer, request.viewer.jurisdiction
    asked = request.GET.get("special", "")
    special = policies.visible_one(viewer, SpecialReport, asked) if asked else None
    task = policies.visible_one(viewer, Task, request.GET["task"]).uid if request.GET.get("task") else ""
    form = InstructionForm(viewer, special=special, task=task, data=sent(request))
    page = ActPage(
        code=GIVE,
        about=city,
        title=_("Take down an instruction"),
        facts=_("Written by the leader himself, or as he said it by telephone or on paper."),
        button=_("Take it down"),
        back=reverse("instructions"),
        crumbs=[
            {"label": _("Ledger"), "url": reverse("ledger")},
            {"label": _("Instructions"), "url": reverse("instructions")},
            {"label": _("Take down an instruction"), "url": ""},
        ],
        is_official=True,
        more={"special": special},
        template="matters/instruction_new.html",
        made=lambda made: reverse("instruction", args=[made.uid]),
    )
    page.admit(request)
    return page.answer(request, form, lambda by: give_instruction(by=by, about=city, given=form.given()))


def _chips(chosen: str) -> list[Chip]:
    address = reverse("instructions")
    return [
        Chip(address, pgettext("filter", "All"), "", chosen not in InstructionStage.values),
        *(Chip(f"{address}?stage={each.value}", str(each.label), "", each == chosen) for each in InstructionStage),
    ]
