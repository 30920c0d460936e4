"""How a person wants to be reminded: at which hour, by which channels, or not at all."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import time

from django.utils.translation import gettext as _

from duban.core.sealing import seal, unseal
from duban.journal.records import Subject
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.models import User
from duban.reminders import actions
from duban.reminders.channels.trying import require_mail
from duban.reminders.digests.people import open_channels
from duban.reminders.errors import NotReachable, OddHour
from duban.reminders.models import Channel, ChosenChannel, Preference
from duban.reminders.models.persons import USUAL_HOUR

EARLIEST, LATEST = time(6), time(20)


@dataclass(frozen=True)
class Preferred:
    """The hour of the digest, the uids of channels, the address of mail (sealed), and whether it is off."""

    at: time = USUAL_HOUR
    channels: tuple[str, ...] = ()
    email: str = field(default="", repr=False)
    is_off: bool = False


@dataclass(frozen=True)
class Reminded:
    """How a person is reminded as it stands."""

    at: time
    is_off: bool
    email: str = field(repr=False)
    chosen: frozenset[str]


@performs("reminders.set_preferences", about=User, given=Preferred, weight=Weight.OWN)
def set_preferences(deed: Deed, user: User, given: Preferred) -> User:
    """Set how one is reminded; a channel that cannot reach him is refused."""
    if not EARLIEST <= given.at <= LATEST:
        raise OddHour(first=f"{EARLIEST:%H:%M}", last=f"{LATEST:%H:%M}")
    channels = [each for each in open_channels(user.jurisdiction) if each.uid in given.channels]
    email = unseal(given.email) if given.email else ""
    _require_reach(user, channels, email)
    preference, _made = Preference.objects.update_or_create(
        jurisdiction_id=user.jurisdiction_id,
        user=user,
        defaults={
            "at": given.at,
            "is_off": given.is_off,
            "email": given.email or None,
            "set_at": deed.at,
        },
    )
    ChosenChannel.objects.filter(jurisdiction_id=user.jurisdiction_id, preference=preference).delete()
    ChosenChannel.objects.bulk_create(
        ChosenChannel(jurisdiction_id=user.jurisdiction_id, preference=preference, channel=channel)
        for channel in channels
    )
    deed.record(
        actions.PREFERENCES_SET.code,
        [Subject("user", user.uid)],
        {
            "at": f"{given.at:%H:%M}",
            "channels": [channel.name for channel in channels],
            "has_email": bool(email),
            "is_off": given.is_off,
        },
    )
    return user


def preferred(*, at: time, channels: Collection[str], email: str, is_off: bool) -> Preferred:
    """Return what a person chose as his act is given it: no act carries an address in the clear."""
    email = email.strip()
    return Preferred(at, tuple(sorted(channels)), seal(email) if email else "", is_off)


def reminded(user: User) -> Reminded:
    """Return how a person is reminded."""
    own = {"jurisdiction": user.jurisdiction_id, "user": user}
    preference = Preference.objects.filter(**own).first()
    if preference is None:
        for_all = {each.uid for each in open_channels(user.jurisdiction) if each.is_for_all and user.person.telephone}
        return Reminded(USUAL_HOUR, is_off=False, email="", chosen=frozenset(for_all))
    chosen = ChosenChannel.objects.filter(jurisdiction=user.jurisdiction_id, preference=preference)
    return Reminded(
        preference.at,
        preference.is_off,
        unseal(preference.email) if preference.email else "",
        frozenset(chosen.values_list("channel__uid", flat=True)),
    )


def _require_reach(user: User, channels: Collection[Channel], email: str) -> None:
    for channel in channels:
        if channel.kind == Channel.Kind.EMAIL:
            if not email:
                raise NotReachable(channel=channel.name, what=_("a mail address"))
            require_mail(channel, email)
        elif channel.kind == Channel.Kind.WEBHOOK and not user.person.telephone:
            raise NotReachable(channel=channel.name, what=_("a work telephone"))
