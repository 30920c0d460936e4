"""The invitation into an account: a link that was sent, or the code of a slip, and then the first password.

The secret stands in one address only, that of the link; from there, as from the form of a code, the reader is led on to
an address without it. The session keeps the digest. Unknown, used, withdrawn and run out give the same answer.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from duban.orgs.accounts import codes, guesses, invitations
from duban.orgs.accounts.errors import NoInvitation
from duban.orgs.accounts.keeping import posts_of
from duban.orgs.models import Invitation
from duban.web.clients import address_of
from duban.web.views import errors
from duban.web.views.session import admit

KEPT = "invitation"
TOO_MANY = 429


class CodeOfSlipForm(forms.Form):
    """The code that stands on a printed slip."""

    code = forms.CharField(
        label=gettext_lazy("Code of the slip"),
        max_length=48,
        help_text=gettext_lazy("Twelve letters and digits; small letters and missing hyphens do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "input num"}
        ),
    )

    def clean_code(self) -> str:
        """Notice a slip of the pen before anything is looked up."""
        code = codes.as_typed(self.cleaned_data["code"])
        if code is None:
            raise ValidationError(_("This is not the code of a slip; a character is wrong or missing. Compare again."))
        return code


class FirstPasswordForm(forms.Form):
    """A password, typed twice."""

    password = forms.CharField(
        label=gettext_lazy("New password"),
        max_length=256,
        strip=False,
        help_text=gettext_lazy("At least 10 characters, of three kinds: small and capital letters, digits, signs."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("The same once more"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, object]:
        """Both must be the same."""
        cleaned = super().clean() or {}
        if "password" in cleaned and "again" in cleaned and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("The two passwords differ."))
        return cleaned


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a slip."""
    if request.user.is_authenticated:
        return redirect("desk")
    form = CodeOfSlipForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        address = address_of(request)
        wait = guesses.wait_at(address)
        if wait:
            return _slowed(request, wait)
        try:
            return _led_on(request, invitations.by_slip(form.cleaned_data["code"]))
        except NoInvitation:
            guesses.note_guess(address)
            form.add_error(
                "code", _("This slip does not open an account any more: it was used, replaced or has run out.")
            )
    return render(request, "accounts/invitation.html", {"form": form})


@sensitive_variables("secret")
@never_cache
@require_safe
def invitation_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Take the secret of a link and lead on to an address without it."""
    if request.user.is_authenticated:
        return redirect("desk")
    address = address_of(request)
    wait = guesses.wait_at(address)
    if wait:
        return _slowed(request, wait)
    try:
        return _led_on(request, invitations.by_link(secret))
    except NoInvitation as error:
        guesses.note_guess(address)
        return errors.not_found(request, error)


@sensitive_post_parameters("password", "again")
@sensitive_variables("form")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_password(request: HttpRequest) -> HttpResponse:
    """Show whose account this is, and set its first password."""
    if request.user.is_authenticated:
        return redirect("desk")
    try:
        found = invitations.by_digest(request.session.get(KEPT, ""))
    except NoInvitation:
        request.session.pop(KEPT, None)
        return redirect("invitation")
    form = FirstPasswordForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            user = invitations.accept(invitation=found, password=form.cleaned_data["password"])
        except NoInvitation:  # somebody was faster by a moment
            request.session.pop(KEPT, None)
            return redirect("invitation")
        except ValidationError as error:
            form.add_error("password", error)
        else:
            request.session.flush()
            return admit(request, user, "/")
    context = {"form": form, "account": found.user, "posts": posts_of(found.user.person)}
    return render(request, "accounts/first_password.html", context)


def _led_on(request: HttpRequest, found: Invitation) -> HttpResponse:
    request.session[KEPT] = found.secret_digest
    return redirect("invitation_password")


def _slowed(request: HttpRequest, seconds: int) -> HttpResponse:
    said = _("Too much failed from this building, so attempts are taken one by one. Try again in %(seconds)s seconds.")
    form = CodeOfSlipForm(label_suffix="")
    context = {"form": form, "slowed": said % {"seconds": seconds}}
    response = render(request, "accounts/invitation.html", context, status=TOO_MANY)
    response["Retry-After"] = str(seconds)
    return response
