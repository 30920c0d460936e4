"""Kinds of acts of evidence in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

EVIDENCE_ADDED = Kind("progress.evidence_added", _("Evidence added"))
EVIDENCE_USED = Kind("progress.evidence_used", _("Evidence attached"))
MATTER_SUPPORTED = Kind("progress.matter_supported", _("Evidence attached to a matter"))
EVIDENCE_WITHDRAWN = Kind("progress.evidence_withdrawn", _("Evidence withdrawn"))

register(EVIDENCE_ADDED, EVIDENCE_USED, MATTER_SUPPORTED, EVIDENCE_WITHDRAWN)
