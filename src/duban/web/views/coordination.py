"""Problems, decisions, proposals: their registers, and one of each with its life and what can be done about it."""

from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from duban.coordination.models import Decision, Problem, Proposal
from duban.coordination.problems.triage import options_of
from duban.coordination.selectors import registers
from duban.coordination.selectors.registers import LATE, NO_STAGES, OPEN, PAGE, UNDECIDED, Register
from duban.coordination.stages import DecisionStage, ProblemStage, ProposalStage
from duban.core import clock
from duban.journal.selectors import entries_about
from duban.ledger.selectors.words import distance
from duban.orgs import policies
from duban.orgs.viewers import Viewer
from duban.progress.models import EvidenceUse
from duban.web.access import ViewedRequest, behind_door
from duban.web.acts.offers import offers
from duban.web.ledger_tabs import Tab, ledger_tabs
from duban.web.views.ledger import Chip

ENTRIES = 20
NARROWER = {LATE: gettext_lazy("Over their day"), UNDECIDED: gettext_lazy("Not decided")}


@require_safe
@behind_door("orgs.look")
def problems(request: ViewedRequest) -> HttpResponse:
    """Show the register of problems."""
    return _register(request, registers.problems, Tab.PROBLEMS, ProblemStage)


@require_safe
@behind_door("orgs.look")
def decisions(request: ViewedRequest) -> HttpResponse:
    """Show the register of decisions."""
    return _register(request, registers.decisions, Tab.DECISIONS, DecisionStage)


@require_safe
@behind_door("orgs.look")
def proposals(request: ViewedRequest) -> HttpResponse:
    """Show the register of proposals to the government."""
    units = [post.unit for post in request.viewer.posts if post.unit is not None]
    may = [unit for unit in dict.fromkeys(units) if policies.can(request.viewer, "coordination.file_proposal", unit)]
    return _register(request, registers.proposals, Tab.PROPOSALS, ProposalStage, {"file_for": may})


@require_safe
@behind_door("orgs.look")
def problem(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show a problem: what is asked of whom by when, what was decided, what can be done."""
    found = policies.visible_one(request.viewer, Problem, uid)
    decided = found.decisions.select_related("owner", "leader").order_by("pk")
    return render(
        request,
        "coordination/problem.html",
        {
            "problem": found,
            "serial": serial_of(found),
            "options": options_of(found),
            "decide_by": _day(found.decide_by) if found.ended_at is None else "",
            "decisions": decided,
            "offers": offers(request.viewer, found),
            "entries": _entries(request.viewer, "problem", uid),
            "crumbs": [
                {"label": _("Problems"), "url": reverse("problems")},
                {"label": serial_of(found), "url": ""},
            ],
        },
    )


@require_safe
@behind_door("orgs.look")
def decision(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show a decision: action, owner, date, and what became of it."""
    found = policies.visible_one(request.viewer, Decision, uid)
    used = EvidenceUse.objects.filter(jurisdiction=found.jurisdiction_id, kind=EvidenceUse.Kind.DECISION, about=uid)
    return render(
        request,
        "coordination/decision.html",
        {
            "decision": found,
            "due": _day(found.due_on) if found.ended_at is None else "",
            "is_late": found.ended_at is None and found.due_on < clock.today(),
            "evidence": used.select_related("evidence").order_by("used_at", "pk"),
            "may_see_dispatch": found.dispatch is not None
            and policies.can(request.viewer, "coordination.see_dispatches", found.dispatch),
            "may_see_problem": found.problem is not None
            and policies.can(request.viewer, "coordination.see_problems", found.problem),
            "offers": offers(request.viewer, found),
            "entries": _entries(request.viewer, "decision", uid),
            "crumbs": [
                {"label": _("Decisions"), "url": reverse("decisions")},
                {"label": str(found.get_source_display()), "url": ""},
            ],
        },
    )


@require_safe
@behind_door("orgs.look")
def proposal(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show a proposal with its answer."""
    found = policies.visible_one(request.viewer, Proposal, uid)
    return render(
        request,
        "coordination/proposal.html",
        {
            "proposal": found,
            "offers": offers(request.viewer, found),
            "entries": _entries(request.viewer, "proposal", uid),
            "crumbs": [{"label": _("Proposals"), "url": reverse("proposals")}, {"label": found.title, "url": ""}],
        },
    )


def serial_of(found: Problem) -> str:
    """Return the number of a problem as it is said."""
    return pgettext("number of a problem", "P%(year)s-%(number)03d") % {"year": found.year, "number": found.number}


def _asked(request: ViewedRequest, stages: list[str]) -> tuple[str, int]:
    stage, number = request.GET.get("stage", OPEN), request.GET.get("page", "")
    page = int(number) if number.isascii() and number.isdecimal() and 0 < len(number) < 6 else 1
    return (stage if stage in (*stages, *NO_STAGES, "") else OPEN), max(page, 1)


def _register(
    request: ViewedRequest,
    select: Callable[[Viewer, str, int], Register],
    tab: Tab,
    stages: type[Any],
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Draw a register at the stage and on the page that the address asks for."""
    address, act, _label = tab.value
    policies.require(request.viewer, act)
    found, own = select(request.viewer, *_asked(request, stages.values)), reverse(address)
    chips = [
        Chip(f"{own}?stage={OPEN}", _("Open"), f"{found.open:,}", found.stage == OPEN),
        *(
            Chip(f"{own}?stage={name}", str(label), f"{found.stages[name]:,}", found.stage == name)
            for name, label in NARROWER.items()
            if found.stages.get(name)
        ),
        *(
            Chip(f"{own}?stage={stage.value}", str(stage.label), f"{found.stages[stage.value]:,}", found.stage == stage)
            for stage in stages
            if found.stages.get(stage.value)
        ),
        Chip(f"{own}?stage=", pgettext("filter", "All"), f"{found.every:,}", not found.stage),
    ]
    last = found.first + len(found.rows) - 1
    return render(
        request,
        f"coordination/{address}.html",
        {
            "tabs": ledger_tabs(request.viewer, tab),
            "page": found,
            "chips": chips if found.every else [],
            "today": clock.today(),
            "summary": _("%(first)s—%(last)s of %(total)s")
            % {"first": found.first, "last": last, "total": f"{found.count:,}"}
            if found.rows
            else "",
            "previous_url": f"{own}?stage={found.stage}&page={found.number - 1}" if found.number > 1 else "",
            "next_url": f"{own}?stage={found.stage}&page={found.number + 1}"
            if found.first - 1 + PAGE < found.count
            else "",
            **(more or {}),
        },
    )


def _day(day: Any) -> str:
    return distance(day, clock.today()) if day is not None else ""


def entries_in_words(entries: Iterable[Any]) -> list[SimpleNamespace]:
    """Return entries of the journal as `parts/_journal_list.html` shows them."""
    return [SimpleNamespace(at=each.at, actor_name=each.actor_name, text=each.title) for each in entries]


def _entries(viewer: Viewer, kind: str, uid: str) -> list[SimpleNamespace]:
    return entries_in_words(entries_about(jurisdiction=viewer.jurisdiction.uid, kind=kind, uid=uid, limit=ENTRIES))
