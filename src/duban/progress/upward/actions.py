"""Kinds of acts of reporting upward in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

DIGEST_MADE = Kind("progress.digest_made", _("Monthly digest for a leader made"))
DIGEST_DELIVERED = Kind("progress.digest_delivered", _("Monthly digest delivered"))
SPECIAL_DRAFTED = Kind("progress.special_drafted", _("Special report drafted"))
SPECIAL_SENT = Kind("progress.special_sent", _("Special report signed and sent"))
SPECIAL_READ = Kind("progress.special_read", _("Special report read by the leader"))

register(DIGEST_MADE, DIGEST_DELIVERED, SPECIAL_DRAFTED, SPECIAL_SENT, SPECIAL_READ)
