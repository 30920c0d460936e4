"""What the pages of both keepers of accounts share: the list, the page of one account, and what is handed out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from duban.core import texts
from duban.core.errors import DomainError
from duban.orgs.accounts.batch import Slip
from duban.orgs.accounts.invitations import Invited
from duban.orgs.accounts.keeping import posts_of
from duban.orgs.accounts.selectors import AccountList, AccountSheet
from duban.orgs.accounts.states import State
from duban.orgs.models import Invitation
from duban.orgs.signing_in.second_factor import may_reset
from duban.orgs.viewers import Viewer
from duban.web.access import ViewedRequest
from duban.web.asked import words_of
from duban.web.views.ledger import Chip

LONGEST_QUERY = 64
SHOWN = 100
SLIPS_A_SHEET = 8  # two beside each other, four below


@dataclass(frozen=True)
class OfferedAct:
    """An act on the page of an account: where its form is sent, and why it cannot be done now."""

    address: str
    label: str
    form: forms.Form | None = None
    hindrance: str = ""
    hint: str = ""


def asked(request: HttpRequest) -> tuple[str, str]:
    """Return what a list is searched for, and the state that it is filtered by."""
    query = words_of(request.GET, "q", longest=LONGEST_QUERY)
    state = request.GET.get("state", "")
    return query, state if state in State.values else ""


def list_context(
    found: AccountList, *, address: str, query: str, state: str, page: str, kept: str = ""
) -> dict[str, object]:
    """Return what the list of accounts needs: one page of its rows, and the states as filters with their counts.

    `kept` is what every address of the list carries along.
    """
    count = len(found.rows)
    number = min(max(int(page), 1), count // SHOWN + 1) if page.isdecimal() and len(page) < 6 else 1
    start = (number - 1) * SHOWN
    rows = found.rows[start : start + SHOWN]
    kept += f"{urlencode({'q': query})}&" if query else ""
    chips = [Chip(f"{address}?{kept}", pgettext("filter", "All"), f"{found.total:,}", not state)]
    chips += [
        Chip(f"{address}?{kept}state={each}", str(each.label), f"{number_of:,}", each == state)
        for each, number_of in found.counts.items()
    ]
    here = f"{address}?{kept}state={state}&page="
    return {
        "rows": rows,
        "chips": chips,
        "query": query,
        "state": state,
        "total": found.total,
        "summary": f"{start + 1}—{start + len(rows)} / {count}" if rows else "",
        "previous_url": f"{here}{number - 1}" if number > 1 else "",
        "next_url": f"{here}{number + 1}" if start + SHOWN < count else "",
    }


def sheet_context(sheet: AccountSheet, acts: Sequence[OfferedAct], *, home: str, title: str) -> dict[str, object]:
    """Return what the page of an account needs."""
    return {
        "sheet": sheet,
        "account": sheet.user,
        "acts": acts,
        "crumbs": [{"label": title, "url": home}, {"label": sheet.user.person.name, "url": ""}],
        "entries": [
            {"at": row.at, "actor_name": row.actor_name, "text": entry_words(row.title, row.body)}
            for row in sheet.history
        ],
    }


def entry_words(title: object, body: object) -> str:
    """Return an entry of an account in a line: the act, and its reason where one was given."""
    reason = body.get("reason") if isinstance(body, dict) else None
    return f"{title}：{reason}" if reason else str(title)


def handed_out(request: ViewedRequest, invited: Invited, *, back: str) -> HttpResponse:
    """Show the secret of an invitation, in this one answer."""
    posts = posts_of(invited.user.person)
    if invited.invitation.form == Invitation.Form.SLIP:
        return slips_page(request, [Slip(invited, invited.user.person, posts[0])], back=back)
    link = request.build_absolute_uri(reverse("invitation_link", args=[invited.secret]))
    context = {"invited": invited, "posts": posts, "link": link, "back": back}
    return uncached(render(request, "accounts/handed_out.html", context))


def slips_page(request: ViewedRequest, slips: Sequence[Slip], *, back: str) -> HttpResponse:
    """Show slips to be printed, eight on a sheet; their codes exist in this answer only."""
    door = request.build_absolute_uri(reverse("invitation"))
    sheets = [slips[at : at + SLIPS_A_SHEET] for at in range(0, len(slips), SLIPS_A_SHEET)]
    context = {"sheets": sheets, "count": len(slips), "door": door, "back": back}
    return uncached(render(request, "accounts/slips.html", context))


def uncached(response: HttpResponse) -> HttpResponse:
    """Forbid every store to keep an answer that holds a secret."""
    response["Cache-Control"] = "no-store, private"
    return response


def factor_acts(viewer: Viewer, sheet: AccountSheet) -> list[OfferedAct]:
    """Return the reset of a second factor where there is one that the viewer may reset."""
    if sheet.is_own or not may_reset(viewer, sheet.user):
        return []
    hint = _("For somebody who lost telephone and recovery codes. All sessions end; the password stays.")
    return [OfferedAct(reverse("second_factor_reset", args=[sheet.user.uid]), _("Reset the second factor"), hint=hint)]


def add_refusal(form: forms.Form, error: DomainError) -> None:
    """Put the refusal of a service at the head of a form."""
    form.add_error(None, texts.say(error))


def hindrance(sheet: AccountSheet, *closed: State) -> str:
    """Say why an act cannot be done to an account as it stands; empty where it can."""
    if sheet.is_own:
        return _("This is your own account.")
    if sheet.state is State.BLOCKED and State.BLOCKED in closed:
        return _("The security administrator blocked it; only he opens it again.")
    if sheet.state in closed:
        return _("The account is closed; reopen it first.")
    return ""
