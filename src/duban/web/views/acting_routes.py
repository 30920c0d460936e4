"""Approval routes: who signs which kind of document today, and the form that sets a new one."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from duban.core import clock, texts
from duban.core.errors import DomainError
from duban.orgs import policies
from duban.orgs.acting import routes as approval_routes
from duban.orgs.acting.presence import missing_steps
from duban.orgs.acting.routes import LONGEST_ROUTE, SIGNER_KINDS, Step, is_kind, kind_of, route_on, steps_on, words_of
from duban.orgs.acting.selectors import signing_posts
from duban.orgs.errors import NotAllowed, NotVisible, NotYours
from duban.orgs.models import Post, RouteStep
from duban.web.access import ViewedRequest, behind_door


class RouteForm(forms.Form):
    """From which day a route holds, and by what; its steps stand in rows of their own."""

    use_required_attribute = False

    since = forms.DateField(
        label=gettext_lazy("Holds from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    basis = forms.CharField(
        label=gettext_lazy("Basis"),
        max_length=128,
        required=False,
        widget=forms.TextInput(attrs={"lang": "zh-Hans"}),
    )


@require_safe
@behind_door("orgs.see_routes")
def routes(request: ViewedRequest) -> HttpResponse:
    """Show each kind of file with its route of today, and every step that nobody present can do."""
    city, today = request.viewer.jurisdiction, clock.today()
    return render(
        request,
        "acting/routes.html",
        {
            "rows": [
                {
                    "kind": kind,
                    "route": route_on(city, kind.code, today),
                    "steps": [words_of(city, step) for step in steps_on(city, kind.code, today)],
                }
                for kind in approval_routes.kinds()
            ],
            "may_set": policies.can(request.viewer, "orgs.set_route"),
            "missing": missing_steps(city),
            "crumbs": [{"label": _("Approvals"), "url": reverse("approvals")}, {"label": _("Routes"), "url": ""}],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.see_routes")
def route(request: ViewedRequest, kind: str) -> HttpResponse:
    """Show the form of a route, and set it."""
    if not is_kind(kind):
        raise NotVisible
    policies.require(request.viewer, "orgs.set_route")
    if request.method != "POST":
        return _form(request, kind, RouteForm(initial={"since": clock.today()}, label_suffix=""))
    form = RouteForm(request.POST, label_suffix="")
    if form.is_valid():
        since = form.cleaned_data["since"]
        try:
            approval_routes.set_route(
                viewer=request.viewer,
                kind=kind,
                steps=_steps(request.POST),
                since=since,
                basis=form.cleaned_data["basis"],
            )
        except (NotVisible, NotAllowed, NotYours):
            raise
        except DomainError as refusal:
            form.add_error(None, texts.say(refusal))
        else:
            messages.success(request, _("Route set; it holds from %(day)s.") % {"day": date_format(since)})
            return redirect("routes")
    return _form(request, kind, form)


def _form(request: ViewedRequest, kind: str, form: RouteForm) -> HttpResponse:
    city = request.viewer.jurisdiction
    steps = _steps(request.POST) if form.is_bound else steps_on(city, kind, clock.today())
    posts = signing_posts(request.viewer)
    return render(
        request,
        "acting/route.html",
        {
            "kind": kind_of(kind),
            "form": form,
            "rows": [
                {"place": place, "signer": _signer(step), "part": step.part if step else ""}
                for place, step in enumerate([*steps, *([None] * (LONGEST_ROUTE - len(steps)))], 1)
            ],
            "kinds": [(each.value, each.label) for each in SIGNER_KINDS[:3]],
            "posts": [(f"{each.kind}:{each.uid}", each.words) for each in posts],
            "parts": RouteStep.Part.choices,
            "crumbs": [
                {"label": _("Routes"), "url": reverse("routes")},
                {"label": str(kind_of(kind).title), "url": ""},
            ],
        },
    )


def _signer(step: Step | None) -> str:
    if step is None:
        return ""
    return f"{step.signer_kind}:{step.post}" if step.post else str(step.signer_kind)


def _steps(typed: QueryDict) -> list[Step]:
    """Read the rows that name a signer; a row left empty is no step."""
    steps = []
    for place in range(1, LONGEST_ROUTE + 1):
        signer_kind, _colon, post = typed.get(f"signer-{place}", "").partition(":")
        part = typed.get(f"part-{place}", "")
        if signer_kind in Post.Kind.values and part in RouteStep.Part.values:
            steps.append(Step(RouteStep.Part(part), Post.Kind(signer_kind), post or None))
    return steps
