"""Kinds of acts of this package in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

JURISDICTION_FOUNDED = Kind("orgs.jurisdiction_founded", _("Government set up"))
ACCOUNT_OPENED = Kind("orgs.account_opened", _("Account opened"))
GROUP_MEMBERS_NAMED = Kind("orgs.group_members_named", _("Members of a group named"))
ALIAS_REMEMBERED = Kind("orgs.alias_remembered", _("Alias remembered"))
ACT_RECORDED = Kind("orgs.act_recorded", _("Decision recorded on behalf, waiting for confirmation"))
ACT_CONFIRMED = Kind("orgs.act_confirmed", _("Entry confirmed against its paper"))
ACT_REFUSED = Kind("orgs.act_refused", _("Entry refused against its paper"))

register(
    JURISDICTION_FOUNDED,
    ACCOUNT_OPENED,
    GROUP_MEMBERS_NAMED,
    ALIAS_REMEMBERED,
    ACT_RECORDED,
    ACT_CONFIRMED,
    ACT_REFUSED,
)
