"""Many accounts of units at once, with their slips: from the posts that have none, or from a list of people."""

import json
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duban.core import texts
from duban.core.errors import DomainError
from duban.orgs import policies
from duban.orgs.accounts.batch import MOST, open_unit_accounts, reprint_slips
from duban.orgs.accounts.errors import BatchEmpty
from duban.orgs.accounts.listed import Draft, draft_of, open_listed
from duban.orgs.accounts.selectors import posts_without_account
from duban.orgs.accounts.sheets import COLUMNS, LONGEST_CELL, MOST_ROWS, ListedPerson, listed_people
from duban.orgs.models import Post, User
from duban.web.access import ViewedRequest, behind_door
from duban.web.views.accounts_page import slips_page

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

OPEN, REPRINT = "orgs.open_unit_accounts", "orgs.reprint_slips"
SEE = "orgs.see_unit_accounts"


class ListForm(forms.Form):
    """A list of people as csv or xlsx; what is wrong with it is for the service to say."""

    file = forms.FileField(
        label=gettext_lazy("List of people"),
        help_text=gettext_lazy("csv or xlsx with the columns unit, name, post, telephone; the last two may be empty."),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("No file was chosen.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door(SEE)
def accounts_batch(request: ViewedRequest) -> HttpResponse:
    """Choose posts or give a list; a list is shown with its faults before anything is done."""
    policies.require(request.viewer, OPEN)
    step = request.POST.get("step", "")
    if request.method != "POST":
        return _page(request)
    if step == "check":
        return _check(request)
    if step == "listed":
        return _open_listed(request)
    keys = request.POST.getlist("posts")[: MOST + 1]
    posts = policies.visible(request.viewer, Post).filter(uid__in=keys)
    ordered = {post.uid: post for post in posts.select_related("unit")}
    try:
        slips = open_unit_accounts(viewer=request.viewer, posts=[ordered[key] for key in keys if key in ordered])
    except DomainError as error:
        return _page(request, refusal=texts.say(error))
    return slips_page(request, slips, back=reverse("unit_accounts"))


@require_safe
@behind_door(SEE)
def accounts_batch_form(request: ViewedRequest) -> HttpResponse:
    """Give an empty list with its head, to be filled in."""
    policies.require(request.viewer, OPEN)
    head = ",".join(names[1] for names in COLUMNS.values())
    response = HttpResponse(f"\ufeff{head}\r\n", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="people.csv"'
    return response


@never_cache
@require_POST
@behind_door(SEE)
def accounts_slips(request: ViewedRequest) -> HttpResponse:
    """Print slips of chosen accounts anew: new codes, the old ones are void."""
    policies.require(request.viewer, REPRINT)
    users = policies.visible(request.viewer, User).filter(uid__in=request.POST.getlist("accounts")[: MOST + 1])
    slips = reprint_slips(viewer=request.viewer, users=list(users))
    return slips_page(request, slips, back=reverse("unit_accounts"))


def _check(request: ViewedRequest) -> HttpResponse:
    form = ListForm(request.POST, request.FILES, label_suffix="")
    if not form.is_valid():
        return _page(request, form=form)
    upload: UploadedFile[bytes] = form.cleaned_data["file"]
    try:
        rows = listed_people(upload.read())
        if not rows:
            raise BatchEmpty
        draft = draft_of(request.viewer, rows)
    except DomainError as error:
        form.add_error("file", texts.say(error))
        return _page(request, form=form)
    return _draft_page(request, draft, rows)


def _open_listed(request: ViewedRequest) -> HttpResponse:
    rows = _rows_sent(request.POST.get("rows", ""))
    try:
        slips = open_listed(viewer=request.viewer, rows=rows)
    except DomainError as error:
        draft = draft_of(request.viewer, rows)
        return _draft_page(request, draft, rows, refusal=texts.say(error))
    return slips_page(request, slips, back=reverse("unit_accounts"))


def _rows_sent(text: str) -> list[ListedPerson]:
    """Return the rows that the page of a checked list sent back; they are judged again before anything is done."""
    try:
        rows = [
            ListedPerson(int(number), *(str(cell)[:LONGEST_CELL] for cell in cells))
            for number, *cells in json.loads(text)
        ]
    except (ValueError, TypeError) as error:
        raise BadRequest("rows of a list") from error
    return rows[: MOST_ROWS + 1]


def _page(request: ViewedRequest, *, form: ListForm | None = None, refusal: str = "") -> HttpResponse:
    context = {
        "rows": posts_without_account(request.viewer),
        "form": form or ListForm(label_suffix=""),
        "refusal": refusal,
        "crumbs": _crumbs(),
        "most": MOST,
    }
    return render(request, "accounts/batch.html", context)


def _draft_page(request: ViewedRequest, draft: Draft, rows: list[ListedPerson], *, refusal: str = "") -> HttpResponse:
    sent = json.dumps([[row.number, row.unit, row.name, row.post, row.telephone] for row in rows], ensure_ascii=False)
    context = {
        "draft": draft,
        "count": len(rows),
        "wrong": len({fault.number for fault in draft.faults}),
        "sent": sent,
        "refusal": refusal,
        "crumbs": _crumbs(),
    }
    return render(request, "accounts/batch_check.html", context)


def _crumbs() -> list[dict[str, str]]:
    return [{"label": _("Accounts"), "url": reverse("unit_accounts")}, {"label": _("Many at once"), "url": ""}]
