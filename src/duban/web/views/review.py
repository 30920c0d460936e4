"""The review of a reading: its page, and every act on it. Each act is one form that is posted."""

from collections.abc import Callable, Mapping
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from duban.core import texts
from duban.core.errors import DomainError
from duban.orgs import policies
from duban.orgs.errors import Stale
from duban.plans import services
from duban.plans.drafting.errors import CorrectionRefused
from duban.plans.errors import ColumnsUnclear, OtherStage
from duban.plans.models import PlanImport
from duban.plans.selectors import Review, import_status, review
from duban.plans.selectors.places import place_of
from duban.plans.stages import ImportStage
from duban.web.access import ViewedRequest, behind_door
from duban.web.views.review_forms import LABELS, AskedForm
from duban.web.views.review_page import PLAN, SHOWS, Address, OpenedPanel, context_of, looked_at
from duban.web.views.review_panels import OTHER, Panel, panel_at

SAID = "review.said"  # what the next page of this session says was done
LISTS = ("items",)  # fields of which several may be posted
TYPED = ("name", "text", "value", "number", "title", "remark", "date")
PRINTED_OR_NOT = frozenset({"target_added", "deadline_added"})
CONTEXT = frozenset({"csrfmiddlewaretoken", "version", "seen", "kind", "at", "show", "edit", "onward"})


def review_page(request: ViewedRequest, plan_import: PlanImport, *, refusal: DomainError | None = None) -> HttpResponse:
    """Show document, draft and findings; after a refusal the form again, with what was typed in it."""
    asked = request.POST if refusal else request.GET
    seen = review(request.viewer, plan_import.uid)
    wanted = asked.get("at", "") if refusal else asked.get("item", "")
    item = looked_at(seen, wanted)
    show = asked.get("show", "")
    address = Address(seen.uid, item.id if item else PLAN, show if show in SHOWS else SHOWS[0])
    panel = None
    if seen.can_correct and asked.get("edit"):
        panel = panel_at(seen, item, asked["edit"], asked.get("finding", ""))
    opened = _opened(panel, address, asked if refusal else None, refusal) if panel else None
    _say(request, seen)
    context = context_of(seen, item, address, opened, _columns(asked))
    if seen.stage == ImportStage.ADOPTED:
        context["plan_uid"] = import_status(request.viewer, seen.uid).plan
    if refusal is not None and opened is None:
        context["refused"] = texts.say(refusal)
    return render(request, "import_review.html", context)


def act_of_review(act: Callable[[ViewedRequest, PlanImport], HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Let an act run that was posted by somebody who may correct: 404 where the import is hidden, 403 for a reader.

    Whoever comes to the address of an act in another way (reload, change of language) is led to the review.
    """

    @wraps(act)
    def run(request: ViewedRequest, uid: str) -> HttpResponse:
        plan_import = policies.visible_one(request.viewer, PlanImport, uid)
        if request.method != "POST":
            return redirect("plan_import", uid)
        policies.require(request.viewer, "plans.import")
        return act(request, plan_import)

    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(behind_door("orgs.look")(run)))


@act_of_review
def import_correct(request: ViewedRequest, plan_import: PlanImport) -> HttpResponse:
    """Make one correction of any kind."""
    kind = request.POST.get("kind", "")
    try:
        made = services.correct(
            viewer=request.viewer,
            plan_import=plan_import,
            kind=kind,
            body=_body(plan_import, kind, request.POST),
            version=_version(request.POST),
        )
    except (Stale, OtherStage) as moved_on:
        return _conflict(request, plan_import, moved_on)
    except CorrectionRefused as refusal:
        return review_page(request, plan_import, refusal=refusal)
    request.session[SAID] = {"what": "corrected", "seq": made.seq}
    return _back(request, plan_import.uid)


@act_of_review
def import_undo(request: ViewedRequest, plan_import: PlanImport) -> HttpResponse:
    """Undo one correction."""
    seq = request.POST.get("seq", "")
    try:
        undone = services.undo(
            viewer=request.viewer,
            plan_import=plan_import,
            seq=int(seq) if seq.isdecimal() else 0,
            version=_version(request.POST),
        )
    except (Stale, OtherStage) as moved_on:
        return _conflict(request, plan_import, moved_on)
    except CorrectionRefused as refusal:
        return review_page(request, plan_import, refusal=refusal)
    request.session[SAID] = {"what": "undone", "seq": undone.seq}
    return _back(request, plan_import.uid)


@act_of_review
def import_for_comment(request: ViewedRequest, plan_import: PlanImport) -> HttpResponse:
    """Mark a file as a draft for comment, or take the mark away."""
    is_for_comment = request.POST.get("for_comment") == "yes"
    try:
        services.mark_for_comment(
            viewer=request.viewer,
            plan_import=plan_import,
            is_for_comment=is_for_comment,
            version=_version(request.POST),
        )
    except (Stale, OtherStage) as moved_on:
        return _conflict(request, plan_import, moved_on)
    messages.success(
        request, _("Marked as a draft for comment.") if is_for_comment else _("No longer a draft for comment.")
    )
    return _back(request, plan_import.uid)


@act_of_review
def import_discard(request: ViewedRequest, plan_import: PlanImport) -> HttpResponse:
    """Put a file aside."""
    try:
        services.discard(viewer=request.viewer, plan_import=plan_import, version=_version(request.POST))
    except (Stale, OtherStage) as moved_on:
        return _conflict(request, plan_import, moved_on)
    messages.success(request, _("“%(name)s” was put aside.") % {"name": plan_import.file.name})
    return redirect("plan_imports")


@act_of_review
def import_columns(request: ViewedRequest, plan_import: PlanImport) -> HttpResponse:
    """Name the columns of a table; the file is read anew, on a page of its own."""
    try:
        anew = services.name_columns(
            viewer=request.viewer,
            plan_import=plan_import,
            columns=_columns(request.POST),
            version=_version(request.POST),
        )
    except (Stale, OtherStage) as moved_on:
        return _conflict(request, plan_import, moved_on)
    except ColumnsUnclear as refusal:
        return review_page(request, plan_import, refusal=refusal)
    services.start_reading(plan_import=anew)
    messages.success(request, _("Columns named. The file is read anew, and so will be later ones of its issuer."))
    return redirect("plan_import", anew.uid)


def _columns(posted: QueryDict) -> dict[str, str]:
    """Return what is said of columns: role by head, without those left to reading."""
    said = zip(posted.getlist("head"), posted.getlist("role"), strict=False)
    return {head: role for head, role in said if role}


def _version(posted: QueryDict) -> int:
    """Return the version that the page had; a damaged one fits no record."""
    version = posted.get("version", "")
    return int(version) if version.isdecimal() else -1


def _body(plan_import: PlanImport, kind: str, posted: QueryDict) -> Mapping[str, object]:
    """Return the fields of a correction as they were typed, with the place of words that the clause prints."""
    body: dict[str, object] = {
        name: posted.getlist(name) if name in LISTS else posted[name] for name in posted if name not in CONTEXT
    }
    if body.get("leading") == OTHER:
        body["leading"] = posted.getlist("items")[-1] if posted.getlist("items") else ""
    if kind in PRINTED_OR_NOT and "start" not in body:
        words = posted.get("text", "").strip()
        place = place_of(plan_import, item=posted.get("item", ""), words=words)
        if place is not None:
            body |= {"start": place.start, "end": place.end}
    return body


def _opened(panel: Panel, address: Address, typed: QueryDict | None, refusal: DomainError | None) -> OpenedPanel:
    """Make the forms of a panel; the one that was sent shows what was typed and why it was refused."""
    sent = typed.get("kind") if typed else None
    forms, is_answered = [], False
    for place, asked in enumerate(panel.asked):
        is_sent = not is_answered and any(act.kind == sent for act in asked.acts)
        is_answered |= is_sent
        if is_sent:
            forms.append(AskedForm(asked, place=place, typed=typed, refusal=refusal))
        else:
            forms.append(AskedForm(asked, place=place, is_first=not typed and place == 0))
    return OpenedPanel(panel, tuple(forms), address.to(anchor="draft"))


def _say(request: ViewedRequest, seen: Review) -> None:
    """Say once what the act before this page did, in the words of the history."""
    said = request.session.pop(SAID, None)
    row = next((row for row in seen.history if said and row.seq == said["seq"]), None)
    if row is not None:
        words = _("Undone: %(what)s") if row.is_undone else "%(what)s"
        messages.success(request, words % {"what": row.sentence})


def _back(request: ViewedRequest, uid: str) -> HttpResponse:
    """Return to the clause, or go on to the next one where the act says so."""
    show = request.POST.get("show", "")
    item = request.POST.get("onward") or request.POST.get("at", "")
    address = Address(uid, item, show if show in SHOWS else SHOWS[0])
    return redirect(address.to(anchor="draft"))


def _conflict(request: ViewedRequest, plan_import: PlanImport, moved_on: DomainError) -> HttpResponse:
    """Say that somebody was faster: what he did, what was typed here, and both ways on."""
    seen = review(request.viewer, plan_import.uid)
    known = request.POST.get("seen", "")
    changes = [row for row in seen.history if not known.isdecimal() or row.seq > int(known)]
    show = request.POST.get("show", "")
    address = Address(seen.uid, request.POST.get("at", ""), show if show in SHOWS else SHOWS[0])
    sent = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    context = {
        "message": texts.say(moved_on),
        "changes": changes,
        "kept": [
            {"label": LABELS[name], "text": value}
            for name, value in sent
            if name in LABELS and value and name != "unit"
        ],
        "again": [
            (name, str(seen.version) if name == "version" else value)
            for name, value in sent
            if name not in {"csrfmiddlewaretoken", "seen"}
        ]
        if seen.can_correct
        else [],
        "again_url": request.path,
        "back_url": address.to(anchor="draft"),
    }
    return render(request, "import_conflict.html", context, status=409)
