"""Service of an issued plan: who was served and since when that is proven, and the records of it."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from duban.core import clock, texts
from duban.core.errors import DomainError
from duban.ledger.selectors.receivers import Receivers, receivers_of
from duban.orgs import policies
from duban.orgs.acting import serving
from duban.orgs.acting.selectors import services_about
from duban.orgs.acting.serving import Document, Proof, ServiceRow
from duban.orgs.errors import NotAllowed, NotVisible, NotYours
from duban.orgs.models import Post, Service, Unit
from duban.orgs.viewers import Viewer
from duban.plans.models import Plan
from duban.web.access import ViewedRequest, behind_door

WORDS = {"lang": "zh-Hans"}


class ServiceForm(forms.Form):
    """On whom a document was served, how, when, and by what that is proven."""

    use_required_attribute = False

    receivers = forms.MultipleChoiceField(
        label=gettext_lazy("Receivers"),
        error_messages={"required": gettext_lazy("Choose at least one receiver.")},
        widget=forms.CheckboxSelectMultiple,
    )
    means = forms.ChoiceField(label=gettext_lazy("Means"), choices=Service.Means.choices)
    on = forms.DateField(
        label=gettext_lazy("Day of service"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    receiver = forms.CharField(
        label=gettext_lazy("Received by"), max_length=64, required=False, widget=forms.TextInput(attrs=WORDS)
    )
    proof = forms.CharField(
        label=gettext_lazy("Receipt number, or who signed for it"),
        max_length=128,
        required=False,
        help_text=gettext_lazy("It can be added later; until then no time limit runs."),
        widget=forms.TextInput(attrs=WORDS),
    )

    def __init__(self, rows: Sequence[ServiceRow], *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.by_uid = {row.receiver.uid: row.receiver for row in rows if row.service is None}
        field = self.fields["receivers"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(row.receiver.uid, row.words) for row in rows if row.service is None]


class ProofForm(forms.Form):
    """By what a service is proven."""

    use_required_attribute = False

    receiver = forms.CharField(label=gettext_lazy("Received by"), max_length=64, widget=forms.TextInput(attrs=WORDS))
    proof = forms.CharField(
        label=gettext_lazy("Receipt number, or who signed for it"),
        max_length=128,
        widget=forms.TextInput(attrs=WORDS),
    )


class ReasonForm(forms.Form):
    """Why a record is withdrawn."""

    use_required_attribute = False

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=255, widget=forms.TextInput(attrs=WORDS))


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def plan_service(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show whether each receiver of a plan was served, and record that many of them were."""
    plan = policies.visible_one(request.viewer, Plan, uid)
    policies.require(request.viewer, "orgs.see_services")
    document, receivers = document_of(plan), receivers_of(plan)
    rows = serving.service_of(document, _shown(request.viewer, receivers))
    if request.method != "POST":
        return _page(request, plan, rows, receivers, ServiceForm(rows, initial={"on": clock.today()}, label_suffix=""))
    policies.require(request.viewer, "orgs.record_service")
    form = ServiceForm(rows, request.POST, label_suffix="")
    if form.is_valid():
        try:
            served = _recorded(request.viewer, document, form)
        except (NotVisible, NotAllowed, NotYours):
            raise
        except DomainError as refusal:
            form.add_error(None, texts.say(refusal))
        else:
            messages.success(request, _("Service on %(count)s receivers recorded.") % {"count": len(served)})
            return redirect("plan_service", uid=uid)
    return _page(request, plan, rows, receivers, form)


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def service(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show a record of service, and add its proof."""
    found = policies.visible_one(request.viewer, Service, uid)
    if request.method != "POST":
        return _record(request, found, ProofForm(label_suffix=""), ReasonForm(label_suffix=""))
    policies.require(request.viewer, "orgs.record_service", found)
    form = ProofForm(request.POST, label_suffix="")
    if form.is_valid():
        proof = Proof(form.cleaned_data["receiver"], form.cleaned_data["proof"])
        serving.prove(viewer=request.viewer, service=found, proof=proof)
        messages.success(request, _("Service is proven; time limits run from its day."))
        return redirect("service", uid=uid)
    return _record(request, found, form, ReasonForm(label_suffix=""))


@require_http_methods(["POST"])
@behind_door("orgs.look")
def service_withdraw(request: ViewedRequest, uid: str) -> HttpResponse:
    """Withdraw a record of service; it stays to be read."""
    found = policies.visible_one(request.viewer, Service, uid)
    policies.require(request.viewer, "orgs.record_service", found)
    form = ReasonForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _record(request, found, ProofForm(label_suffix=""), form)
    serving.withdraw_service(viewer=request.viewer, service=found, reason=form.cleaned_data["reason"])
    messages.success(request, _("Record of service withdrawn."))
    return redirect("service", uid=uid)


def document_of(plan: Plan) -> Document:
    """Return a plan as what is served."""
    return Document("plan", plan.uid, plan.doc_number or plan.title)


def _shown(viewer: Viewer, receivers: Receivers) -> list[Unit | Post]:
    """Return the receivers that a viewer sees: all of them, or those of his own unit."""
    everybody: list[Unit | Post] = [*receivers.posts, *receivers.units]
    if policies.can(viewer, "orgs.see_services", viewer.jurisdiction):
        return everybody
    return [each for each in everybody if isinstance(each, Unit) and each.pk in viewer.unit_ids]


def _recorded(viewer: Viewer, document: Document, form: ServiceForm) -> list[Service]:
    said = form.cleaned_data
    chosen = [form.by_uid[uid] for uid in said["receivers"]]
    proof = Proof(said["receiver"], said["proof"]) if said["receiver"] or said["proof"] else None
    return serving.record_service(
        viewer=viewer,
        document=document,
        units=[each for each in chosen if isinstance(each, Unit)],
        posts=[each for each in chosen if isinstance(each, Post)],
        means=Service.Means(said["means"]),
        on=said["on"],
        proof=proof,
    )


def _page(
    request: ViewedRequest, plan: Plan, rows: Sequence[ServiceRow], receivers: Receivers, form: ServiceForm
) -> HttpResponse:
    return render(
        request,
        "acting/plan_service.html",
        {
            "plan": plan,
            "rows": rows,
            "counts": {
                "proven": sum(row.is_proven for row in rows),
                "served": sum(row.service is not None for row in rows),
                "all": len(rows),
            },
            "unnamed": receivers.unnamed,
            "form": form,
            "may_record": policies.can(request.viewer, "orgs.record_service"),
            "withdrawn": services_about(request.viewer, "plan", plan.uid).filter(withdrawn_at__isnull=False),
            "crumbs": [
                {"label": _("Plans"), "url": reverse("plans")},
                {"label": plan.doc_number or plan.title, "url": reverse("plan", args=[plan.uid])},
                {"label": _("Service"), "url": ""},
            ],
        },
    )


def _record(request: ViewedRequest, found: Service, proof: ProofForm, reason: ReasonForm) -> HttpResponse:
    is_plan = found.document_kind == "plan"
    return render(
        request,
        "acting/service.html",
        {
            "service": found,
            "receiver": serving.receiver_of(found),
            "proof_form": proof,
            "reason_form": reason,
            "may_record": policies.can(request.viewer, "orgs.record_service", found) and found.withdrawn_at is None,
            "crumbs": [
                {
                    "label": found.document_words,
                    "url": reverse("plan_service", args=[found.document_uid]) if is_plan else "",
                },
                {"label": str(serving.receiver_of(found)), "url": ""},
            ],
        },
    )
