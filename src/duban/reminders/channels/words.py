"""What the codes of failures mean, for the system administrator."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.core.texts import Lazy

KNOWN: dict[str, Lazy] = {
    "address": gettext_lazy("The address is none that this server may speak to. Look at it again."),
    "expired": gettext_lazy("Its time had passed before it could be sent."),
    "no_answer": gettext_lazy("The peer did not answer in time."),
    "no_key": gettext_lazy("The key with which address or secret are sealed is not listed any more."),
    "no_mail_server": gettext_lazy("No server of mail is set (DUBAN_EMAIL_URL)."),
    "not_reached": gettext_lazy("The peer cannot be reached."),
    "not_understood": gettext_lazy("The peer answered something that no such peer answers."),
    "sender_died": gettext_lazy("Whatever sent it was ended each time before it was done."),
    "tls": gettext_lazy("The line cannot be protected: the certificate of the peer is not trusted."),
    "unknown_host": gettext_lazy("The name of the peer leads nowhere."),
    "wecom_45009": gettext_lazy("The robot is asked more often than it allows (20 times a minute)."),
    "wecom_93000": gettext_lazy("The robot does not exist any more, or its key is wrong."),
    "dingtalk_130101": gettext_lazy("The robot is asked more often than it allows (20 times a minute)."),
    "dingtalk_300001": gettext_lazy("The robot does not exist any more, or its token is wrong."),
    "dingtalk_310000": gettext_lazy("The robot refuses signature, keyword or sender. Compare its security settings."),
    "dingtalk_400101": gettext_lazy("The robot does not exist any more, or its token is wrong."),
    "dingtalk_400102": gettext_lazy("The robot is stopped."),
}


def error_words(code: str) -> str:
    """Return what a code means; the number that a peer gave stands in it."""
    if code in KNOWN:
        return str(KNOWN[code])
    source, _line, number = code.partition("_")
    match source:
        case "http":
            return _("The peer answered with HTTP %(number)s.") % {"number": number}
        case "smtp":
            return _("The server of mail answered with %(number)s.") % {"number": number}
        case "wecom":
            return _("WeCom answered with code %(number)s.") % {"number": number}
        case "dingtalk":
            return _("DingTalk answered with code %(number)s.") % {"number": number}
    return code
