"""Kinds of acts in the journal: service, approval routes, approvals."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

SERVICE_RECORDED = Kind("orgs.service_recorded", _("Service recorded"))
SERVICE_PROVEN = Kind("orgs.service_proven", _("Proof of service added"))
SERVICE_WITHDRAWN = Kind("orgs.service_withdrawn", _("Record of service withdrawn"))
ROUTE_SET = Kind("orgs.route_set", _("Approval route set"))
APPROVAL_SIGNED = Kind("orgs.approval_signed", _("File signed"))
APPROVAL_RETURNED = Kind("orgs.approval_returned", _("File returned"))
APPROVAL_WITHDRAWN = Kind("orgs.approval_withdrawn", _("File withdrawn"))

register(
    SERVICE_RECORDED,
    SERVICE_PROVEN,
    SERVICE_WITHDRAWN,
    ROUTE_SET,
    APPROVAL_SIGNED,
    APPROVAL_RETURNED,
    APPROVAL_WITHDRAWN,
)
