"""Files on their way to signature: what waits for me, the slip of one file, and its signature."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from duban.core import texts
from duban.core.errors import DomainError
from duban.journal.selectors import entries_about
from duban.orgs import policies
from duban.orgs.acting import approving
from duban.orgs.acting.approving import RETURN, SIGN, STRIKE, EntryDecision, Signed
from duban.orgs.acting.routes import is_kind, kind_of
from duban.orgs.acting.selectors import approvals_drafted, approvals_seen, approvals_to_sign, waiting_about
from duban.orgs.errors import NotAllowed, NotVisible, NotYours
from duban.orgs.models import Approval, ApprovalEntry
from duban.web.access import ViewedRequest, behind_door
from duban.web.acting import behalf_context, by_of, said_of
from duban.web.views.ledger import Chip

LONGEST_LIST = 50
LONGEST_REMARK = 255
ADDRESSES = {"task": "task", "plan": "plan", "unit": "unit"}
ACT = "orgs.sign_approval"


@require_safe
@behind_door("orgs.see_approvals")
def approvals(request: ViewedRequest) -> HttpResponse:
    """Show what waits for the viewer's signature, what he drafted, and every file he may see."""
    stage = request.GET.get("stage", "")
    stage = stage if stage in Approval.Stage.values else ""
    return render(
        request,
        "acting/approvals.html",
        {
            "to_sign": [_row(each) for each in approvals_to_sign(request.viewer)],
            "drafted": [_row(each) for each in approvals_drafted(request.viewer)],
            "seen": [_row(each) for each in approvals_seen(request.viewer, stage)[:LONGEST_LIST]],
            "chips": _chips(stage),
            "may_see_routes": policies.can(request.viewer, "orgs.see_routes"),
            "may_see_recorded": policies.can(request.viewer, "orgs.see_recorded"),
        },
    )


@require_safe
@behind_door("orgs.look")
def approval(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show a file: its entries, its slip with every signature, and what is signed with."""
    return _sheet(request, policies.visible_one(request.viewer, Approval, uid))


@require_POST
@behind_door("orgs.look")
def approval_sign(request: ViewedRequest, uid: str) -> HttpResponse:
    """Sign a file or return it; for oneself, or recorded for the one whose turn it is."""
    found = policies.visible_one(request.viewer, Approval, uid)
    try:
        outcome = approving.sign(by=by_of(request, ACT, found), about=found, given=_signed(request.POST, found))
    except (NotVisible, NotAllowed, NotYours):
        raise
    except DomainError as refusal:
        now = policies.visible_one(request.viewer, Approval, uid)
        return _sheet(request, now, refusal=refusal)
    messages.success(request, said_of(outcome))
    return redirect("approval", uid=uid)


@require_POST
@behind_door("orgs.look")
def approval_withdraw(request: ViewedRequest, uid: str) -> HttpResponse:
    """Take back a file that one drafted."""
    found = policies.visible_one(request.viewer, Approval, uid)
    approving.withdraw(viewer=request.viewer, approval=found)
    messages.success(request, _("Withdrawn; nobody signs it any more."))
    return redirect("approval", uid=uid)


def _signed(typed: QueryDict, found: Approval) -> Signed:
    """Read what the signer decided: about the file, and about each entry that does not simply stand."""
    version = typed.get("version", "")
    decisions = tuple(
        EntryDecision(entry.uid, decision, typed.get(f"remark-{entry.uid}", "").strip()[:LONGEST_REMARK])
        for entry in found.entries.order_by("position")
        if (decision := typed.get(f"entry-{entry.uid}", "")) in (STRIKE, RETURN)
    )
    decision = SIGN if typed.get("decision") == SIGN else RETURN
    return Signed(
        version=int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else -1,
        decision=decision,
        entries=decisions if decision == SIGN else (),
        remark=typed.get("remark", "").strip()[:LONGEST_REMARK] or None,
    )


def _sheet(request: ViewedRequest, found: Approval, *, refusal: DomainError | None = None) -> HttpResponse:
    viewer, turn = request.viewer, approving.turn_of(found)
    context = behalf_context(viewer, ACT, found, request=request if refusal else None)
    is_drafter = found.drafted_by_id == viewer.user.pk
    steps = found.steps.select_related("post__unit", "signer", "recorded").order_by("position")
    history = entries_about(jurisdiction=viewer.jurisdiction.uid, kind="approval", uid=found.uid, limit=20)
    return render(
        request,
        "acting/approval.html",
        context
        | {
            "approval": found,
            "kind": _kind_title(found),
            "entries": [_entry(entry, request.POST) for entry in found.entries.order_by("position")],
            "steps": [{"step": step, "is_turn": turn is not None and step.pk == turn.pk} for step in steps],
            "turn": turn,
            "waiting": list(waiting_about(viewer, "approval", found.uid)),
            "may_withdraw": is_drafter and turn is not None and policies.can(viewer, "orgs.withdraw_approval", found),
            "remark": request.POST.get("remark", ""),
            "refusal": texts.say(refusal) if refusal else "",
            "history": [
                {
                    "at": each.at,
                    "actor_name": each.actor_name,
                    "text": each.title if each.on_behalf_of == "-" else f"{each.title}　{each.on_behalf_of}",
                }
                for each in history
            ],
            "crumbs": [
                {"label": _("Approvals"), "url": reverse("approvals")},
                {"label": found.title, "url": ""},
            ],
        },
        status=409 if refusal else 200,
    )


def _entry(entry: ApprovalEntry, typed: QueryDict) -> dict[str, object]:
    """Return an entry with what was typed about it before the form was refused."""
    address = ADDRESSES.get(entry.about_kind)
    return {
        "entry": entry,
        "url": reverse(address, args=[entry.about_uid]) if address else "",
        "chosen": typed.get(f"entry-{entry.uid}", ""),
        "remark": typed.get(f"remark-{entry.uid}", ""),
    }


def _row(found: Approval) -> dict[str, object]:
    turn = approving.turn_of(found)
    return {"approval": found, "kind": _kind_title(found), "with": turn.post.words if turn else ""}


def _kind_title(found: Approval) -> str:
    return str(kind_of(found.kind).title) if is_kind(found.kind) else found.kind


def _chips(chosen: str) -> list[Chip]:
    address = reverse("approvals")
    return [
        Chip(address, pgettext("filter", "All"), "", not chosen),
        *(Chip(f"{address}?stage={each.value}", str(each.label), "", each == chosen) for each in Approval.Stage),
    ]
