"""Supervision slips: for what one can be proposed, which wait to be sent, and one slip with its evidence."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from duban.core import clock
from duban.journal.selectors import entries_about
from duban.ledger.selectors.words import distance
from duban.orgs import policies
from duban.orgs.viewers import Viewer
from duban.supervision.models import Light, SupervisionSlip
from duban.supervision.stages import OPEN_SLIP, SlipStage
from duban.supervision.urging import selectors
from duban.supervision.urging.evidence import of_json
from duban.supervision.urging.proposing import candidates, still_stands
from duban.supervision.urging.selectors import OPEN
from duban.web.access import ViewedRequest, behind_door
from duban.web.acts.offers import Offer, offers
from duban.web.urging_tabs import UrgingTab, urging_tabs
from duban.web.views.coordination import entries_in_words
from duban.web.views.ledger import Chip
from duban.web.views.urging import page_of, pager

ENTRIES = 20
PROPOSE = "supervision.propose_slip"


@require_safe
@behind_door("supervision.see_slips")
def slips(request: ViewedRequest) -> HttpResponse:
    """Show for what a slip can be proposed, and the register of slips."""
    stage = request.GET.get("stage", OPEN)
    stage = stage if stage in (*SlipStage.values, "") else OPEN
    may_propose = policies.can(request.viewer, PROPOSE)
    page, counts = selectors.slips(request.viewer, stage, page_of(request)), selectors.stages_of(request.viewer)
    own = reverse("slips")
    open_ones = sum(counts.get(each.value, 0) for each in OPEN_SLIP)
    chips = [
        Chip(f"{own}?stage={OPEN}", _("Open"), f"{open_ones:,}", stage == OPEN),
        *(
            Chip(f"{own}?stage={each.value}", str(each.label), f"{counts[each.value]:,}", stage == each)
            for each in SlipStage
            if counts.get(each.value)
        ),
        Chip(f"{own}?stage=", pgettext("filter", "All"), f"{sum(counts.values()):,}", not stage),
    ]
    return render(
        request,
        "urging/slips.html",
        {
            "tabs": urging_tabs(request.viewer, UrgingTab.SLIPS),
            "candidates": [
                {"row": each, "url": _propose(each.unit.uid, each.code)}
                for each in candidates(request.viewer.jurisdiction)
            ]
            if may_propose
            else [],
            "may_propose": may_propose,
            "page": page,
            "chips": chips if counts else [],
            "today": clock.today(),
            **pager(page, f"{own}?stage={stage}"),
        },
    )


@require_safe
@behind_door("orgs.look")
def supervision_slip(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show a supervision slip with all that it rests on; on paper it is the slip, or to a partner the letter."""
    slip = policies.visible_one(request.viewer, SupervisionSlip, uid)
    evidence = of_json(slip.evidence)
    entries = entries_about(
        jurisdiction=request.viewer.jurisdiction.uid, kind="supervisionslip", uid=uid, limit=ENTRIES
    )
    return render(
        request,
        "urging/supervision_slip.html",
        {
            "slip": slip,
            "evidence": evidence,
            "light_label": str(Light(evidence.light).label) if evidence.light else "",
            "answer": distance(slip.answer_by, clock.today())
            if slip.answer_by is not None and slip.stage == SlipStage.SENT
            else "",
            "is_done": slip.stage == SlipStage.PROPOSED and not still_stands(slip),
            "offers": [*offers(request.viewer, slip), *_to_the_agenda(request.viewer, slip)],
            "entries": entries_in_words(entries),
            "crumbs": [
                {"label": _("Supervision slips"), "url": reverse("slips")},
                {"label": slip.serial or str(slip.get_form_display()), "url": ""},
            ],
        },
    )


def _to_the_agenda(viewer: Viewer, slip: SupervisionSlip) -> list[Offer]:
    """Return the way of a partner's matter to the next dispatch: as a problem of its task (domain 3, rule 7)."""
    if not slip.is_letter or slip.task is None or slip.stage == SlipStage.WITHDRAWN:
        return []
    return offers(viewer, slip.task, only=("coordination.note_problem",))


def _propose(unit: str, matter: str) -> str:
    asked = urlencode({"matter": matter, "next": reverse("slips")})
    return f"{reverse('act', args=[PROPOSE, unit])}?{asked}"
