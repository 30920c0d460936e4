"""Acts in pages: who does them, for whom they are recorded, and what is said of them afterwards.

A page gives its form `behalf_context(viewer, code, about)` and includes `acting/_behalf.html` in it (sent as
`multipart/form-data`, for the scan); its view calls the act with `by=by_of(request, code, about)` and says
`said_of(outcome)`. What was filled in wrongly is `BehalfIncomplete`: the page catches it as every other refusal and
draws its form again with `behalf_context(viewer, code, about, request=request)`.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.core.exceptions import BadRequest
from django.db.models import Model
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from duban.core import clock, files, texts
from duban.core.errors import DomainError
from duban.orgs import policies
from duban.orgs.acting.behalf import Behalf, Paper, Scan
from duban.orgs.acting.performing import By, Outcome, Weight, performed
from duban.orgs.acting.selectors import Recordable, recordable
from duban.orgs.models import RecordedAct
from duban.orgs.viewers import Viewer
from duban.plans.reading.marks import secrecy_marks
from duban.web.access import ViewedRequest

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

KEY = "act_key"
PREFIX = "behalf"
CHOSEN = f"{PREFIX}-post"
FOR = "for"
LONGEST_NAME = 255

_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
_SCANS = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
_ENDINGS = {"pdf": {"pdf"}, "jpg": {"jpg", "jpeg"}, "png": {"png"}}


class BehalfIncomplete(DomainError):
    """The part of a form that says for whom an act is recorded is not filled in as it must be."""

    code = "web.behalf_incomplete"


texts.register(
    {BehalfIncomplete.code: gettext_lazy("Recorded on behalf: complete or correct %(fields)s. Nothing was saved.")}
)


class BehalfForm(forms.Form):
    """For whom an act is recorded, how it came, who gave it and when, and the paper that was signed."""

    use_required_attribute = False  # the part may stay closed

    post = forms.ChoiceField(label=gettext_lazy("Whose act this is"))
    means = forms.ChoiceField(label=gettext_lazy("How it came"), choices=RecordedAct.Means.choices)
    given_by = forms.CharField(
        label=gettext_lazy("Who gave it"),
        max_length=64,
        help_text=gettext_lazy("The person who telephoned, wrote or brought the paper."),
        widget=forms.TextInput(attrs={"lang": "zh-Hans"}),
    )
    given_at = forms.DateTimeField(
        label=gettext_lazy("When it was given"),
        help_text=gettext_lazy("Whether it was on time is judged by this moment."),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    paper_number = forms.CharField(
        label=gettext_lazy("Number of the signed paper"),
        max_length=64,
        required=False,
        widget=forms.TextInput(attrs={"lang": "zh-Hans"}),
    )
    paper_on = forms.DateField(
        label=gettext_lazy("Date of the signed paper"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    paper_held_at = forms.CharField(
        label=gettext_lazy("Where the original is held"),
        max_length=128,
        required=False,
        widget=forms.TextInput(attrs={"lang": "zh-Hans"}),
    )
    paper_scan = forms.FileField(
        label=gettext_lazy("Scan of the signed paper"),
        required=False,
        help_text=gettext_lazy("PDF, JPEG or PNG. It may be left out where the place of the original is given."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )

    def __init__(
        self,
        choices: list[Recordable],
        *,
        code: str,
        is_decision: bool,
        request: ViewedRequest | None = None,
    ) -> None:
        typed = request is not None and bool(request.POST.get(CHOSEN))
        self.by_uid = {each.post.uid: each.post for each in choices}
        wanted = request.GET.get(FOR, "") if request is not None else ""
        likely = next((each for each in choices if each.post.uid == wanted or len(choices) == 1), None)
        super().__init__(
            data=request.POST if request is not None and typed else None,
            files=request.FILES if request is not None and typed else None,
            prefix=PREFIX,
            auto_id=f"{code.replace('.', '-')}-%s",
            label_suffix="",
            initial={
                "given_at": clock.now().replace(second=0, microsecond=0),
                "post": likely.post.uid if likely is not None else "",
                "given_by": likely.holder.name if likely is not None else "",
            },
        )
        self.is_decision = is_decision
        self.is_asked_for = likely is not None and likely.post.uid == wanted
        offered = [(each.post.uid, f"{each.post.words}　{each.holder.name}") for each in choices]
        post = self.fields["post"]
        if isinstance(post, forms.ChoiceField):
            post.choices = [("", "—"), *offered]
        for name in ("paper_number", "paper_on"):
            self.fields[name].required = is_decision

    def clean_paper_scan(self) -> "UploadedFile[bytes] | None":
        """Take a scan for what its bytes are, whatever it is called; an image is not searched for marks of secrecy."""
        scan: UploadedFile[bytes] | None = self.cleaned_data.get("paper_scan")
        if scan is None:
            return None
        limit = settings.DUBAN_LIMITS["upload_bytes"]
        if (scan.size or 0) > limit:
            raise forms.ValidationError(_("The file is larger than %(limit)s.") % {"limit": filesizeformat(limit)})
        head = scan.read(8)
        scan.seek(0)
        form = next((form for form, begins in _SCANS.items() if head.startswith(begins)), None)
        if form is None:
            raise forms.ValidationError(_("This is no PDF, JPEG or PNG file."))
        if secrecy_marks("", scan.name or ""):
            raise forms.ValidationError(_("The name of the file bears a mark of secrecy; it must not be kept here."))
        scan.name = scan_name(scan.name or "", form)
        return scan

    def clean(self) -> dict[str, object]:
        """A decision needs the scan of its paper, or the place of the original."""
        cleaned = super().clean() or {}
        lacks = not cleaned.get("paper_scan") and not cleaned.get("paper_held_at")
        if self.is_decision and lacks and "paper_scan" not in self.errors:
            self.add_error("paper_held_at", _("Give the scan, or where the original is held."))
        return cleaned


@dataclass(frozen=True)
class BehalfPart:
    """The part of a form that `acting/_behalf.html` draws."""

    key: str
    form: BehalfForm | None
    is_mandatory: bool
    is_open: bool
    is_decision: bool
    may: bool  # whether the viewer may send the form at all, for himself or for somebody


def behalf_context(
    viewer: Viewer, code: str, about: Model | None, *, request: ViewedRequest | None = None
) -> dict[str, object]:
    """Return what `acting/_behalf.html` needs, as `behalf`.

    With a request what was typed stays with its errors, and the post that its address names (`?for=`) is chosen.
    """
    choices, may_himself = recordable(viewer, code, about), policies.can(viewer, code, about)
    is_decision = _is_decision(code)
    form = BehalfForm(choices, code=code, is_decision=is_decision, request=request) if choices else None
    part = BehalfPart(
        key=new_key(),
        form=form,
        is_mandatory=bool(choices) and not may_himself,
        is_open=form is not None and (not may_himself or form.is_bound or form.is_asked_for),
        is_decision=is_decision,
        may=may_himself or bool(choices),
    )
    return {"behalf": part}


def new_key() -> str:
    """Return the key of one sending of a form: sent twice, its act is done once."""
    return secrets.token_urlsafe(16)


def by_of(request: ViewedRequest, code: str, about: Model | None) -> By:
    """Return who asks for an act: for himself, or recording it for the holder of the post that was chosen."""
    key = request.POST.get(KEY, "")
    if key and not _KEY.fullmatch(key):
        raise BadRequest("key of an act")
    if not request.POST.get(CHOSEN):
        return By(request.viewer, key=key or None)
    form = BehalfForm(
        recordable(request.viewer, code, about), code=code, is_decision=_is_decision(code), request=request
    )
    if not form.is_valid():
        labels = [str(form.fields[name].label) for name in form.errors if name in form.fields]
        raise BehalfIncomplete(fields=pgettext("between the words of a list", ", ").join(labels))
    said = form.cleaned_data
    behalf = Behalf(
        post=form.by_uid[said["post"]],
        means=RecordedAct.Means(said["means"]),
        given_by=said["given_by"],
        given_at=said["given_at"],
        paper=_paper(request.viewer, said),
    )
    return By(request.viewer, behalf=behalf, key=key or None)


def said_of(outcome: Outcome[object]) -> str:
    """Return the line that says what came of an act, for `messages.success`."""
    if outcome.is_waiting:
        return _("Recorded. It takes effect once a second person has compared it with its paper.")
    if outcome.is_repeated:
        return _("This was done before; it was not done again.")
    return _("Done, and entered in the journal.")


def scan_name(name: str, form: str) -> str:
    """Return the last part of a file's name as a person sees it, ending as its bytes are.

    >>> scan_name("C:\\\\papers\\\\签批.exe", "pdf"), scan_name("a.jpeg", "jpg"), scan_name("", "png")
    ('签批.exe.pdf', 'a.jpeg', 'scan.png')
    """
    last = "".join(char for char in name.replace("\\", "/").rpartition("/")[2] if char.isprintable()).strip(" .")
    last = last or "scan"
    if last.rpartition(".")[2].lower() not in _ENDINGS[form] or "." not in last:
        last = f"{last}.{form}"
    return last[-LONGEST_NAME:]


def _is_decision(code: str) -> bool:
    service = performed().get(code)
    return service is not None and service.weight is Weight.DECISION


def _paper(viewer: Viewer, said: dict[str, object]) -> Paper | None:
    """Return the paper that was entered; the bytes of its scan are on disk before a row speaks of them."""
    upload, number, on = said["paper_scan"], said["paper_number"], said["paper_on"]
    scan = _kept(viewer, upload) if upload else None  # type: ignore[arg-type]
    if not number and not on and not scan and not said["paper_held_at"]:
        return None
    held_at = str(said["paper_held_at"]) or None
    return Paper(number=str(number), on=on or clock.today(), held_at=held_at, scan=scan)  # type: ignore[arg-type]


def _kept(viewer: Viewer, upload: "UploadedFile[bytes]") -> Scan:
    content = upload.read()
    sha256 = hashlib.sha256(content).hexdigest()
    files.store(viewer.jurisdiction.uid, sha256, content)
    return Scan(sha256=sha256, name=upload.name or "-", size=len(content))
