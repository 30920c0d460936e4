"""Files on their way into the ledger: the list with its upload, and the page of one until it is read."""

from itertools import chain
from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from duban.core import texts
from duban.core.errors import DomainError
from duban.orgs import policies
from duban.orgs.viewers import Viewer
from duban.plans.errors import AlreadyHere, FileEmpty, FileTooLarge, SecrecyMarked
from duban.plans.models import PlanImport
from duban.plans.reading.accepted import accepted
from duban.plans.selectors import ImportRow, import_status, imports
from duban.plans.services import receive_file, resume_reading, start_reading
from duban.plans.stages import ImportStage
from duban.web.access import ViewedRequest, behind_door
from duban.web.views.review import review_page

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

SECONDS_BETWEEN_LOOKS = 2
FORMATS = {
    "docx": gettext_lazy("The document as it was issued, with or without tables."),
    "doc": gettext_lazy("Older Word and WPS documents."),
    "odt": gettext_lazy("Documents of open office programs."),
    "rtf": gettext_lazy("Documents saved for any word processor."),
    "pdf": gettext_lazy("With words that can be selected; a scanned picture has none."),
    "ofd": gettext_lazy("The national format for documents of fixed layout."),
    "xlsx": gettext_lazy("A list of tasks as a sheet; every sheet of the workbook is read."),
    "xls": gettext_lazy("Older sheets, also of WPS (et)."),
    "ods": gettext_lazy("Sheets of open office programs."),
    "csv": gettext_lazy("A sheet saved as text, its values parted by commas or tabs."),
    "html": gettext_lazy("The page of the notice, saved from the browser after it has loaded."),
    "txt": gettext_lazy("Text in UTF-8 or GB18030, also with what the site prints around it."),
}


class FileForm(forms.Form):
    """The file of a plan; what may be wrong with it is for the service to say."""

    file = forms.FileField(
        label=gettext_lazy("File of the plan"),
        help_text=gettext_lazy("Choose it, or drop it here."),
        allow_empty_file=True,
        max_length=None,
        error_messages={"required": gettext_lazy("No file was chosen.")},
        widget=forms.FileInput(attrs={"class": "drop", "accept": ",".join(chain(*accepted().values()))}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("plans.see_imports")
def plan_imports(request: ViewedRequest) -> HttpResponse:
    """List the files, and take a new one in."""
    if request.method != "POST":
        return _list(request, FileForm())
    policies.require(request.viewer, "plans.import")
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            plan_import = _received(request.viewer, form.cleaned_data["file"])
        except (AlreadyHere, FileEmpty, FileTooLarge, SecrecyMarked) as refusal:
            form.add_error("file", _said_of(refusal))
        else:
            start_reading(plan_import=plan_import)
            return redirect("plan_import", plan_import.uid)
    return _list(request, form)


@never_cache
@require_safe
@behind_door("orgs.look")
def plan_import(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show how a file stands: on its way, refused, or read and under review."""
    found = policies.visible_one(request.viewer, PlanImport, uid)
    if found.reading is not None:
        return review_page(request, found)
    resume_reading(plan_import=found)
    row = import_status(request.viewer, uid)
    response = render(request, "plan_import.html", {"row": row, "steps": _steps(row)})
    if row.is_waiting:
        # A header, so that no page says for itself that it will be replaced; without it a reload does the same.
        response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response


def _received(viewer: Viewer, upload: "UploadedFile[bytes]") -> PlanImport:
    """Give a file to the service; one that is too large is not even brought into memory."""
    name, size, limit = upload.name or "", upload.size or 0, settings.DUBAN_LIMITS["upload_bytes"]
    if size > limit:
        raise FileTooLarge(name=name, size=size, limit=limit)
    return receive_file(viewer=viewer, name=name, data=upload.read())


def _said_of(refusal: DomainError) -> str:
    """Return what is wrong with a file, with the way to the same file where it is here already."""
    said = texts.say(refusal)
    if not isinstance(refusal, AlreadyHere):
        return said
    address = reverse("plan_import", args=[refusal.params["plan_import"]])
    return format_html('{} <a href="{}">{}</a>', said, address, _("Open it"))


def _list(request: ViewedRequest, form: FileForm) -> HttpResponse:
    return render(
        request,
        "plan_imports.html",
        {
            "form": form,
            "may_import": policies.can(request.viewer, "plans.import"),
            "rows": imports(request.viewer),
            "formats": [{"name": kind, "words": FORMATS[kind]} for kind in accepted()],
        },
    )


def _steps(row: ImportRow) -> list[dict[str, object]]:
    """Return the way of a file, as far as it has come."""
    reached = {ImportStage.RECEIVED: 1, ImportStage.READING: 1, ImportStage.FAILED: 1}.get(ImportStage(row.stage), 2)
    words = (_("Uploaded"), _("Read"), _("Reviewed"), _("Adopted"))
    return [{"word": word, "done": place < reached, "now": place == reached} for place, word in enumerate(words)]
