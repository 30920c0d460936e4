"""The page of an act on people and posts: what it is about, its form, for whom it is recorded."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from duban.orgs import policies
from duban.orgs.acting.performing import By, Outcome
from duban.orgs.acting.selectors import recordable
from duban.web.access import ViewedRequest
from duban.web.acting import CHOSEN, behalf_context, by_of, said_of
from duban.web.views.people_forms import ActForm


@dataclass(frozen=True)
class ActPage:
    """What stands around the form of an act."""

    code: str
    about: Model
    title: str
    facts: str
    button: str
    back: str
    crumbs: Sequence[Mapping[str, str]]
    is_official: bool = False
    more: Mapping[str, object] = field(default_factory=dict)
    template: str = "people/act.html"
    made: Callable[[Any], str] | None = None  # the page of what the act made, where it goes on there

    def admit(self, request: ViewedRequest) -> None:
        """Let nobody see the form who may neither do the act nor record it for somebody."""
        if not may(request, self.code, self.about):
            policies.require(request.viewer, self.code, self.about)

    def answer(self, request: ViewedRequest, form: ActForm, act: Callable[[By], Outcome[Any]]) -> HttpResponse:
        """Show the form; do the act when it is posted, and go back to where it shows."""
        if request.method == "POST" and not request.POST.get(CHOSEN) and not self._may_himself(request):
            form.add_error(None, _("You cannot do this yourself; say whose act you record."))
        if request.method == "POST" and form.is_valid():
            outcome = form.attempt(lambda: act(by_of(request, self.code, self.about)))
            if outcome is not None:
                messages.success(request, said_of(outcome))
                return redirect(self.made(outcome.result) if self.made and outcome.result else self.back)
        context = {
            "page": self,
            "form": form,
            "crumbs": self.crumbs,
            **self.more,
            **behalf_context(
                request.viewer, self.code, self.about, request=request if request.method == "POST" else None
            ),
        }
        return render(request, self.template, context)

    def _may_himself(self, request: ViewedRequest) -> bool:
        return policies.can(request.viewer, self.code, self.about)


def may(request: ViewedRequest, code: str, about: Model) -> bool:
    """Say whether the viewer may do an act or record it for somebody."""
    return policies.can(request.viewer, code, about) or bool(recordable(request.viewer, code, about))
