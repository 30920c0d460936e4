"""What the self-check says of reminders: no channel, no server of mail, messages that do not leave."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from duban.core import clock, texts
from duban.orgs.administration.doctor.findings import Finding, Weight
from duban.orgs.administration.hooks import further_findings
from duban.orgs.models import Jurisdiction
from duban.reminders import site
from duban.reminders.digests.people import open_channels
from duban.reminders.models import Channel, Message
from duban.reminders.models.outbox import WAITING

LATE = timedelta(hours=1)
LATELY = timedelta(days=3)

texts.register(
    {
        "doctor.no_channel": _("No channel of messages is on: people are reminded on their desks alone."),
        "doctor.no_channel.remedy": _("That is enough to work with; the system console sets channels up."),
        "doctor.no_mail_server": _("A channel of mail is on, and there is no server by which it could leave."),
        "doctor.no_mail_server.remedy": _("Set DUBAN_EMAIL_URL, or turn the channel off."),
        "doctor.open_mail": _("Mail leaves for its server over an open line."),
        "doctor.open_mail.remedy": _("Use smtps:// or STARTTLS in DUBAN_EMAIL_URL."),
        "doctor.no_address": _("Messages cannot lead back to this site: its address is not known."),
        "doctor.no_address.remedy": _("Set DUBAN_ADDRESS to the address that people type."),
        "doctor.given_up": _("%(count)s messages of the last days were given up."),
        "doctor.given_up.remedy": _("The system console says why; mend it and send them again."),
        "doctor.not_leaving": _("%(count)s messages wait for more than an hour."),
        "doctor.not_leaving.remedy": _("See that “duban tick” runs every few minutes and can reach the peers."),
    }
)


@further_findings.register
def findings(jurisdiction: Jurisdiction) -> list[Finding]:
    """Return what is not as it should be."""
    name = jurisdiction.name
    channels = open_channels(jurisdiction)
    found = [*_of_settings(channels, name)]
    rows, now = Message.objects.filter(jurisdiction=jurisdiction), clock.now()
    lost = rows.filter(given_up_at__gt=now - LATELY).count()
    if lost:
        found.append(Finding("doctor.given_up", Weight.WARNING, {"count": lost}, name))
    late = rows.filter(WAITING, not_before__lt=now - LATE, channel__in=channels).count()
    if late:
        found.append(Finding("doctor.not_leaving", Weight.WARNING, {"count": late}, name))
    return found


def _of_settings(channels: list[Channel], name: str) -> Iterator[Finding]:
    if not channels:
        yield Finding("doctor.no_channel", Weight.NOTE, {}, name)
        return
    if not site.address():
        yield Finding("doctor.no_address", Weight.WARNING, {}, name)
    if any(channel.kind == Channel.Kind.EMAIL for channel in channels):
        server = settings.DUBAN_EMAIL_URL
        if server is None:
            yield Finding("doctor.no_mail_server", Weight.WARNING, {}, name)
        elif server.security == "none":
            yield Finding("doctor.open_mail", Weight.WARNING, {}, name)
