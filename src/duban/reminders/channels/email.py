"""Mail, by the server of the installation (DUBAN_EMAIL_URL)."""

import smtplib
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext as _

from duban.core.addresses import MailServer
from duban.reminders.channels.letters import SENT, Letter, Outcome, again, never

SECONDS = 15
PERMANENT = 500


def deliver(letter: Letter) -> Outcome:
    """Hand it to the server of mail."""
    server: MailServer | None = settings.DUBAN_EMAIL_URL
    if server is None:
        return again("no_mail_server", is_of_peer=True)
    try:
        _backend(server).send_messages([_mail(server, letter)])
    except OSError as trouble:  # everything that smtplib raises is one
        return _outcome(trouble)
    return SENT


def _outcome(trouble: OSError) -> Outcome:
    """Return what a trouble means: of this message alone, or of the server and so of every other message too."""
    match trouble:
        case smtplib.SMTPRecipientsRefused():
            return _refused(max(code for code, _said in trouble.recipients.values()))
        case smtplib.SMTPSenderRefused() | smtplib.SMTPDataError():
            return _refused(trouble.smtp_code)
        case smtplib.SMTPResponseException():  # greeting, protection of the line, signing in
            return again(f"smtp_{trouble.smtp_code}", is_of_peer=True)
        case TimeoutError():
            return again("no_answer", is_of_peer=True)
        case _:
            return again("not_reached", is_of_peer=True)


def _mail(server: MailServer, letter: Letter) -> EmailMessage:
    name, host = str(_("Duban")), server.sender.rpartition("@")[2]
    return EmailMessage(
        subject=letter.subject,
        body=letter.body,
        from_email=formataddr((name, server.sender)),
        to=[letter.recipient],
        headers={
            "Message-ID": f"<{letter.delivery}@{host}>",
            "X-Duban-Delivery": letter.delivery,
            "Auto-Submitted": "auto-generated",
        },
    )


def _backend(server: MailServer) -> EmailBackend:
    return EmailBackend(
        host=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.security == "starttls",
        use_ssl=server.security == "tls",
        timeout=SECONDS,
        fail_silently=False,
    )


def _refused(code: int) -> Outcome:
    return never(f"smtp_{code}") if code >= PERMANENT else again(f"smtp_{code}")
