"""The register read in from a sheet, in two steps: what would change, then all of it; and taken out as one."""

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from duban.core import files, texts
from duban.core.errors import DomainError
from duban.journal.records import File
from duban.orgs import policies
from duban.orgs.errors import NotVisible
from duban.orgs.register.sheets.columns import HEADINGS
from duban.orgs.register.sheets.comparing import Change, in_words
from duban.orgs.register.sheets.errors import NoNameColumn, RegisterMoved, RowsWrong, SheetTooLarge, SheetUnreadable
from duban.orgs.register.sheets.exporting import FORMS, export_register
from duban.orgs.register.sheets.importing import dry_run, import_register
from duban.orgs.register.sheets.reading import UnitSheet, read_sheet
from duban.plans.errors import SecrecyMarked
from duban.plans.reading.marks import secrecy_marks
from duban.web.access import ViewedRequest, behind_door
from duban.web.clients import address_of
from duban.web.views.exports import as_download
from duban.web.views.register_forms import SheetForm

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

SHOWN = 200
LONGEST_NAME = 100
_DIGEST = re.compile(r"[0-9a-f]{64}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.import_register")
def register_import(request: ViewedRequest) -> HttpResponse:
    """Take a sheet and show what it would change; nothing of one that bears a mark of secrecy is kept."""
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if form.is_bound and form.is_valid():
        upload: UploadedFile[bytes] = form.cleaned_data["file"]
        name = _shown(upload.name or "")
        try:
            content = _received(name, upload)
        except (SheetTooLarge, SheetUnreadable, NoNameColumn, SecrecyMarked) as refusal:
            form.add_error("file", texts.say(refusal))
        else:
            digest = hashlib.sha256(content).hexdigest()
            files.store(request.viewer.jurisdiction.uid, digest, content)
            return redirect(f"{reverse('register_dry_run', args=[digest])}?{urlencode({'name': name})}")
    columns = [str(label) for label in HEADINGS.values()]
    crumbs = [{"label": _("Units"), "url": reverse("units")}, {"label": _("Read the register in"), "url": ""}]
    return render(request, "register/import.html", {"form": form, "columns": columns, "crumbs": crumbs})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.import_register")
def register_dry_run(request: ViewedRequest, digest: str) -> HttpResponse:
    """Show what a sheet would change; take it whole when that is posted."""
    name = _shown(request.GET.get("name", ""))
    content = _fetched(request, digest)
    sheet = read_sheet(name, content)
    if request.method != "POST":
        return _dry_run(request, sheet)
    reference = files.reference_of(request.viewer.jurisdiction.uid, digest)
    file = File("register", digest, len(content), reference)
    try:
        done = import_register(viewer=request.viewer, sheet=sheet, file=file, state=request.POST.get("state", ""))
    except (RegisterMoved, RowsWrong) as refusal:
        return _dry_run(request, sheet, refusal=refusal)
    said = _("Register read in: %(added)s added, %(changed)s changed.")
    messages.success(request, said % {"added": len(done.added), "changed": len(done.changed)})
    return redirect("units")


@require_safe
@behind_door("orgs.see_units")
def register_export(request: ViewedRequest, form: str) -> HttpResponseBase:
    """Give out the whole register."""
    if form not in FORMS:
        raise Http404
    return as_download(export_register(viewer=request.viewer, form=form, address=address_of(request)), form)


def _received(name: str, upload: "UploadedFile[bytes]") -> bytes:
    """Return a file that can be read and bears no mark; one that is too large is not even brought into memory."""
    if (upload.size or 0) > settings.DUBAN_LIMITS["upload_bytes"]:
        raise SheetTooLarge(name=name)
    content: bytes = upload.read()
    require_unmarked(read_sheet(name, content))
    return content


def require_unmarked(sheet: UnitSheet) -> None:
    """Raise SecrecyMarked where a sheet or its name bears a mark of secrecy (domain 6.6)."""
    if secrecy_marks(sheet.text, sheet.name):
        raise SecrecyMarked(name=sheet.name)


def _dry_run(request: ViewedRequest, sheet: UnitSheet, *, refusal: DomainError | None = None) -> HttpResponse:
    run = dry_run(viewer=request.viewer, sheet=sheet)
    found = run.comparison
    context = {
        "name": sheet.name,
        "state": run.state,
        "found": found,
        "counts": (
            (_("Added"), len(found.added)),
            (_("Changed"), len(found.changed)),
            (_("As it is"), found.same),
            (_("Not in the sheet, left as they are"), len(found.left)),
            (_("Wrong"), len(found.faults)),
        ),
        "faults": found.faults[:SHOWN],
        "added": found.added[:SHOWN],
        "changed": [
            (row.known.unit.name, [_shown_change(each) for each in row.changes]) for row in found.changed[:SHOWN]
        ],
        "left": found.left[:SHOWN],
        "shown": SHOWN,
        "may_take": not found.faults and bool(found.added or found.changed),
        "refusal": texts.say(refusal) if refusal else "",
        "crumbs": [
            {"label": _("Units"), "url": reverse("units")},
            {"label": _("Read the register in"), "url": reverse("register_import")},
            {"label": sheet.name, "url": ""},
        ],
    }
    return render(request, "register/dry_run.html", context, status=409 if refusal else 200)


def _shown_change(change: Change) -> tuple[str, str, str]:
    column = change.column
    return str(HEADINGS[column]), in_words(column, change.before), in_words(column, change.after)


def _fetched(request: ViewedRequest, digest: str) -> bytes:
    """Return a sheet that was uploaded to this government; any other digest does not exist."""
    policies.require(request.viewer, "orgs.import_register")
    if not _DIGEST.fullmatch(digest):
        raise NotVisible
    try:
        return files.fetch(files.reference_of(request.viewer.jurisdiction.uid, digest))
    except files.FileErased as error:
        raise NotVisible from error


def _shown(name: str) -> str:
    """Return the last part of a file's name as a person sees it."""
    last = "".join(char for char in name.replace("\\", "/").rpartition("/")[2] if char.isprintable()).strip()
    return last[-LONGEST_NAME:] or "-"
