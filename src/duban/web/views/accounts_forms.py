"""The small forms around an account: how it is handed out, under which name, and why it is closed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from duban.orgs.accounts.changing import LONGEST_REASON
from duban.orgs.models import Invitation


class HandOutForm(forms.Form):
    """A one-time link or a printed slip."""

    form = forms.ChoiceField(
        label=_("Handed out as"),
        choices=Invitation.Form.choices,
        help_text=_("A link holds 7 days, a slip 30 days. Either is used once."),
    )


class OpenForm(HandOutForm):
    """The same for a new account, with a name that may be left to the program."""

    username = forms.CharField(
        label=_("Account"),
        required=False,
        max_length=64,
        help_text=_("Left empty, the name in pinyin is taken."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class ReasonForm(forms.Form):
    """Why an account is closed or blocked."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        help_text=_("It stands in the journal."),
        widget=forms.TextInput(attrs={"lang": "zh-Hans"}),
    )
