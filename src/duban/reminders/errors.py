"""What can go wrong when channels, preferences and calendars are set up."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class AddressRefused(DomainError):
    """The address of a channel is none that this server may speak to; `reason` says why."""

    def __init__(self, *, reason: str, host: str) -> None:
        self.reason = reason
        super().__init__(f"reminders.address_{reason}", host=host)


class KindNotAllowed(DomainError):
    """The deployer did not open this kind of channel."""

    code = "reminders.kind_not_allowed"


class NameTaken(DomainError):
    """Another channel has this name."""

    code = "reminders.channel_name_taken"


class AddressMissing(DomainError):
    """A channel without an address leads nowhere."""

    code = "reminders.address_missing"


class SecretMissing(DomainError):
    """A channel of this kind signs what it sends."""

    code = "reminders.secret_missing"


class DomainsMissing(DomainError):
    """A channel of mail says how the addresses of its people end."""

    code = "reminders.domains_missing"


class NotForAll(DomainError):
    """Only a gateway reaches people who have chosen nothing: it goes by their work telephone."""

    code = "reminders.not_for_all"


class NoMailServer(DomainError):
    """Mail has no server to leave by."""

    code = "reminders.no_mail_server"


class ChannelMoved(DomainError):
    """Somebody else changed the channel meanwhile."""

    code = "reminders.channel_moved"


class ChannelIsOff(DomainError):
    """A channel that is off sends nothing."""

    code = "reminders.channel_off"


class NobodyToTest(DomainError):
    """A test message needs somebody to go to."""

    code = "reminders.nobody_to_test"


class ForeignMail(DomainError):
    """The address of mail is outside of the domains of the channel."""

    code = "reminders.foreign_mail"


class NotReachable(DomainError):
    """The chosen channel cannot reach this person."""

    code = "reminders.not_reachable"


class OddHour(DomainError):
    """The hour of the digest is no hour of a working day."""

    code = "reminders.odd_hour"


class NoCalendar(DomainError):
    """There is no calendar feed to take back."""

    code = "reminders.no_calendar"


class NothingGivenUp(DomainError):
    """No message of the channel was given up."""

    code = "reminders.nothing_given_up"


texts.register(
    {
        "reminders.address_malformed": _("This is no address of a web service. Enter it as its operator gave it."),
        "reminders.address_named": _("The address holds a name or a password. Leave them out."),
        "reminders.address_open": _("The address must begin with https://; what goes over an open line can be read."),
        "reminders.address_unknown": _("The name %(host)s leads nowhere. Check its spelling, and the name server."),
        "reminders.address_private": _(
            "%(host)s lies in a network that is not public. Whoever runs this server can open a network to channels "
            "(DUBAN_CHANNEL_NETWORKS)."
        ),
        KindNotAllowed.code: _("Channels of this kind are not allowed here (DUBAN_CHANNELS)."),
        NameTaken.code: _("There is a channel called “%(name)s” already. Choose another name."),
        AddressMissing.code: _("Enter the address to which messages are sent."),
        SecretMissing.code: _("Enter the secret with which messages are signed."),
        DomainsMissing.code: _("Enter how the mail addresses of your people end, such as lan.gov.cn."),
        NotForAll.code: _("Only a signed webhook can serve everybody: it goes by the work telephones."),
        NoMailServer.code: _("No server of mail is set (DUBAN_EMAIL_URL). Whoever runs this server sets it."),
        ChannelMoved.code: _("The channel was changed meanwhile. Look at it again before you change it."),
        ChannelIsOff.code: _("The channel is off. Turn it on first."),
        NobodyToTest.code: _("Enter to whom the test message goes: %(what)s."),
        ForeignMail.code: _("The mail address must end in one of: %(domains)s."),
        NotReachable.code: _("“%(channel)s” cannot reach you: %(what)s is not known."),
        OddHour.code: _("Choose an hour between %(first)s and %(last)s."),
        NoCalendar.code: _("There is no calendar address that could be taken back."),
        NothingGivenUp.code: _("No message of this channel was given up."),
    }
)
