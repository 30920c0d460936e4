"""The work plans that wait for review: by section, looked through on one page, put in force in one batch."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duban.core import texts
from duban.core.errors import DomainError
from duban.ledger.models import WorkPlan
from duban.ledger.planning.review import approve_plans
from duban.ledger.selectors.workplans import PlanSheet, filed_sheets
from duban.orgs import policies
from duban.orgs.acting.selectors import recordable
from duban.orgs.errors import NotAllowed, NotVisible, NotYours, Stale
from duban.orgs.models import Post
from duban.web.access import ViewedRequest, behind_door
from duban.web.acting import behalf_context, by_of
from duban.web.acts.offers import Offer, offers
from duban.web.acts.report_form import version_of

APPROVE = "ledger.approve_plan"
ONLY = ("ledger.return_plan", "ledger.force_plan")


@dataclass(frozen=True)
class Line:
    """A filed work plan with what the reader can do about it."""

    sheet: PlanSheet
    may_tick: bool
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Block:
    """The filed plans of one section, for its leader."""

    title: str
    leader: str
    lines: tuple[Line, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("ledger.see")
def plan_review(request: ViewedRequest) -> HttpResponse:
    """Show what was filed and not answered; by post, put in force what is ticked."""
    sheets = filed_sheets(request.viewer)
    if request.method != "POST":
        return _page(request, sheets)
    chosen = _ticked(request)
    if not chosen:
        if not recordable(request.viewer, APPROVE, None):
            policies.require(request.viewer, APPROVE)
        return _page(request, sheets)
    try:
        done = approve_plans(by=by_of(request, APPROVE, chosen[0]), plans=chosen)
    except (NotVisible, NotAllowed, NotYours):
        raise
    except DomainError as error:
        return _page(request, sheets, error=error, status=409 if isinstance(error, Stale) else 200)
    waiting = sum(outcome.is_waiting for outcome in done)
    said = _("%(count)s put in force.") % {"count": len(done) - waiting}
    if waiting:
        said = _("%(count)s recorded; they take effect once compared with the paper.") % {"count": waiting}
    messages.success(request, said)
    return redirect("plan_review")


def _ticked(request: ViewedRequest) -> list[WorkPlan]:
    """Return the plans that were ticked, each with the version that was seen."""
    seen = dict(each.partition(":")[::2] for each in request.POST.getlist("plans"))
    chosen = list(policies.visible(request.viewer, WorkPlan).filter(uid__in=seen).order_by("task__position", "pk"))
    for plan in chosen:
        plan.version = version_of(seen[plan.uid])
    return chosen


def _page(
    request: ViewedRequest, sheets: Sequence[PlanSheet], *, error: DomainError | None = None, status: int = 200
) -> HttpResponse:
    able = recordable(request.viewer, APPROVE, None)
    for_whom = {each.holder.pk for each in able} | {None for each in able if each.post.kind == Post.Kind.APPROVER}
    blocks = [_block(request, key, list(own), for_whom) for key, own in groupby(sheets, key=_section)]
    lines = [line for block in blocks for line in block.lines if line.may_tick]
    context = behalf_context(request.viewer, APPROVE, lines[0].sheet.row, request=request) if lines else {}
    return render(
        request,
        "task/review.html",
        {
            "blocks": blocks,
            "may_tick": bool(lines),
            "error": texts.say(error) if error is not None else "",
            **context,
        },
        status=status,
    )


def _section(sheet: PlanSheet) -> tuple[str, str]:
    task = sheet.row.task
    return task.section.title if task.section else "", task.leader.name if task.leader else ""


def _block(
    request: ViewedRequest, key: tuple[str, str], sheets: Sequence[PlanSheet], for_whom: Collection[int | None]
) -> Block:
    """Return the plans of a section; those of the leaders `for_whom` the reader puts in force on behalf of them.

    What no leader answers for is the approver's, for whom None stands.
    """
    return Block(
        key[0],
        key[1],
        tuple(
            Line(
                sheet,
                policies.can(request.viewer, APPROVE, sheet.row) or sheet.row.task.leader_id in for_whom,
                tuple(offers(request.viewer, sheet.row, only=ONLY)),
            )
            for sheet in sheets
        ),
    )
