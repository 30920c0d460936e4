"""What was recorded on behalf, and the second person who compares an entry with its paper."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST, require_safe

from duban.core import files, texts
from duban.core.errors import DomainError
from duban.journal.access import note_access
from duban.orgs import policies
from duban.orgs.acting import confirming
from duban.orgs.acting.selectors import recorded_acts as rows_of
from duban.orgs.acting.selectors import recorded_counts
from duban.orgs.acting.wording import act_title, given_in_words
from duban.orgs.errors import NotAllowed, NotVisible, NotYours
from duban.orgs.models import RecordedAct
from duban.orgs.viewers import Viewer
from duban.web.access import ViewedRequest, behind_door
from duban.web.clients import address_of
from duban.web.views.ledger import Chip

PAGE = 50
ADDRESSES = {"task": "task", "plan": "plan", "unit": "unit", "approval": "approval"}
FORMS = {"pdf": "application/pdf", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png"}


class RemarkForm(forms.Form):
    """What a second person remarks."""

    use_required_attribute = False

    remark = forms.CharField(
        label=gettext_lazy("Remark"), max_length=255, widget=forms.TextInput(attrs={"lang": "zh-Hans"})
    )


@require_safe
@behind_door("orgs.see_recorded")
def recorded_acts(request: ViewedRequest) -> HttpResponse:
    """Show what was recorded on behalf, what waits for a second person first."""
    stage = request.GET.get("stage", "")
    stage = stage if stage in RecordedAct.Stage.values else ""
    asked = request.GET.get("page", "")
    page = int(asked) if asked.isascii() and asked.isdecimal() and 0 < len(asked) < 6 else 0
    found = list(rows_of(request.viewer, stage)[page * PAGE : (page + 1) * PAGE + 1])
    return render(
        request,
        "acting/recorded_acts.html",
        {
            "rows": [{"row": row, "title": act_title(row.act)} for row in found[:PAGE]],
            "chips": _chips(request.viewer, stage),
            "summary": f"{page * PAGE + 1:,}—{page * PAGE + len(found[:PAGE]):,}" if found else "",
            "previous_url": _page(stage, page - 1) if page else "",
            "next_url": _page(stage, page + 1) if len(found) > PAGE else "",
        },
    )


@require_safe
@behind_door("orgs.look")
def recorded_act(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show an entry beside its paper."""
    return _entry(request, _visible(request, uid), RemarkForm(auto_id="refuse-%s", label_suffix=""))


@require_safe
@behind_door("orgs.look")
def recorded_scan(request: ViewedRequest, uid: str) -> HttpResponse:
    """Give out the scan of the signed paper; that somebody took it is on record."""
    row = _visible(request, uid)
    if row.paper_sha256 is None:
        raise NotVisible
    content = files.fetch(files.reference_of(request.viewer.jurisdiction.uid, row.paper_sha256))
    note_access(
        jurisdiction=request.viewer.jurisdiction.uid,
        actor=request.viewer.actor,
        what="orgs.scan_taken",
        outcome="ok",
        target=row.uid,
        address=address_of(request),
    )
    name = row.paper_name or f"{row.uid}.pdf"
    form = FORMS.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    response = HttpResponse(content, content_type=form)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@behind_door("orgs.look")
def recorded_confirm(request: ViewedRequest, uid: str) -> HttpResponse:
    """Confirm that entry and paper agree; where the act cannot take effect any more, say why and change nothing."""
    row = _visible(request, uid)
    try:
        confirming.confirm(viewer=request.viewer, recorded=row)
    except (NotVisible, NotAllowed, NotYours):
        raise
    except DomainError as refusal:
        return _entry(request, _visible(request, uid), _remark_form(), refusal=refusal)
    messages.success(request, _("Confirmed against its paper; the act is in effect."))
    return redirect("recorded_act", uid=uid)


@require_POST
@behind_door("orgs.look")
def recorded_refuse(request: ViewedRequest, uid: str) -> HttpResponse:
    """Refuse an entry that does not agree with its paper."""
    row = _visible(request, uid)
    policies.require(request.viewer, "orgs.confirm_recorded", row)
    form = _remark_form(request)
    if not form.is_valid():
        return _entry(request, row, form)
    try:
        confirming.refuse(viewer=request.viewer, recorded=row, remark=form.cleaned_data["remark"])
    except (NotVisible, NotAllowed, NotYours):
        raise
    except DomainError as refusal:
        return _entry(request, _visible(request, uid), form, refusal=refusal)
    messages.success(request, _("Refused; the act does not take effect."))
    return redirect("recorded_act", uid=uid)


def _visible(request: ViewedRequest, uid: str) -> RecordedAct:
    return policies.visible_one(request.viewer, RecordedAct, uid)


def _remark_form(request: ViewedRequest | None = None) -> RemarkForm:
    return RemarkForm(request.POST if request else None, auto_id="refuse-%s", label_suffix="")


def _entry(
    request: ViewedRequest, row: RecordedAct, form: RemarkForm, *, refusal: DomainError | None = None
) -> HttpResponse:
    may = row.stage == RecordedAct.Stage.WAITING and policies.can(request.viewer, "orgs.confirm_recorded", row)
    objection = confirming.objection_to(request.viewer, row) if may else None
    address = ADDRESSES.get(row.about_kind)
    return render(
        request,
        "acting/recorded_act.html",
        {
            "row": row,
            "title": act_title(row.act),
            "lines": given_in_words(row),
            "about_url": reverse(address, args=[row.about_uid]) if address else "",
            "may_decide": may and objection is None,
            "objection": texts.say(objection) if objection else "",
            "refusal": texts.say(refusal) if refusal else "",
            "form": form,
            "crumbs": [
                {"label": _("Recorded on behalf"), "url": reverse("recorded_acts")},
                {"label": act_title(row.act), "url": ""},
            ],
        },
        status=409 if refusal else 200,
    )


def _chips(viewer: Viewer, chosen: str) -> list[Chip]:
    counts, address = recorded_counts(viewer), reverse("recorded_acts")
    every = Chip(address, pgettext("filter", "All"), f"{sum(counts.values()):,}", not chosen)
    return [
        every,
        *(
            Chip(f"{address}?stage={stage.value}", str(stage.label), f"{counts.get(stage.value, 0):,}", stage == chosen)
            for stage in (
                RecordedAct.Stage.WAITING,
                RecordedAct.Stage.TAKEN,
                RecordedAct.Stage.CONFIRMED,
                RecordedAct.Stage.REFUSED,
            )
        ),
    ]


def _page(stage: str, page: int) -> str:
    return f"{reverse('recorded_acts')}?stage={stage}&page={page}"
