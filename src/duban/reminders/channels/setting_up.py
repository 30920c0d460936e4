"""Setting up a channel, by the system administrator; he sees what is sent by it in numbers and never in words."""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction

from duban.core import clock
from duban.core.digests import JSON
from duban.core.sealing import seal
from duban.journal.records import Subject, record
from duban.orgs import policies
from duban.orgs.models import Jurisdiction
from duban.orgs.viewers import Viewer
from duban.reminders import actions
from duban.reminders.channels.guarding import door_of
from duban.reminders.errors import (
    AddressMissing,
    ChannelMoved,
    DomainsMissing,
    KindNotAllowed,
    NameTaken,
    NoMailServer,
    NotForAll,
    SecretMissing,
)
from duban.reminders.models import Channel

DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
SIGNED = (Channel.Kind.DINGTALK, Channel.Kind.WEBHOOK)


@dataclass(frozen=True)
class Wanted:
    """How a channel shall be; where address or secret are empty, those it has stay."""

    name: str
    address: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    domains: tuple[str, ...] = ()
    is_for_all: bool = False


def set_up_channel(*, viewer: Viewer, kind: Channel.Kind, wanted: Wanted) -> Channel:
    """Set up a channel; its address is looked at now, and again whenever it is spoken to."""
    actor = policies.require(viewer, "reminders.set_channel")
    if kind not in settings.DUBAN_CHANNELS:
        raise KindNotAllowed
    host = _host(wanted)
    with transaction.atomic():
        Jurisdiction.objects.select_for_update().get(pk=viewer.jurisdiction.pk)  # of two names alike one is taken
        channel = Channel(jurisdiction=viewer.jurisdiction, kind=kind, set_at=clock.now())
        _fill(channel, wanted, host)
        channel.save(force_insert=True)
        record(
            actor=actor,
            kind=actions.CHANNEL_SET_UP.code,
            jurisdiction=viewer.jurisdiction.uid,
            subjects=[Subject("channel", channel.uid)],
            body={"kind": kind, **_shown(channel)},
        )
    return channel


def change_channel(*, viewer: Viewer, channel: Channel, version: int, wanted: Wanted) -> Channel:
    """Change a channel as it was seen; what waits in it goes by what it is from now on."""
    actor = policies.require(viewer, "reminders.set_channel", channel)
    host = _host(wanted)
    with transaction.atomic():
        locked = _locked(channel, version)
        before = _shown(locked)
        _fill(locked, wanted, host)
        locked.paused_until, locked.version = None, version + 1
        locked.save()
        after = _shown(locked)
        changed = [name for name in after if before[name] != after[name]]
        record(
            actor=actor,
            kind=actions.CHANNEL_CHANGED.code,
            jurisdiction=viewer.jurisdiction.uid,
            subjects=[Subject("channel", locked.uid)],
            body={
                "before": {name: before[name] for name in changed},
                "after": {name: after[name] for name in changed},
                "is_new_address": bool(wanted.address),
                "is_new_secret": bool(wanted.secret),
            },
        )
    return locked


@transaction.atomic
def turn_channel(*, viewer: Viewer, channel: Channel, version: int, is_on: bool) -> Channel:
    """Turn a channel on or off; what waits in one that is off waits on, until its time has passed."""
    actor = policies.require(viewer, "reminders.set_channel", channel)
    locked = _locked(channel, version)
    if is_on and locked.kind not in settings.DUBAN_CHANNELS:
        raise KindNotAllowed
    locked.is_on, locked.paused_until, locked.version = is_on, None, version + 1
    locked.save(update_fields=["is_on", "paused_until", "version"])
    record(
        actor=actor,
        kind=actions.CHANNEL_TURNED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[Subject("channel", locked.uid)],
        body={"is_on": is_on},
    )
    return locked


def domains_of(channel: Channel) -> tuple[str, ...]:
    """Return how the mail addresses of a channel may end."""
    return tuple((channel.domains or "").split())


def _locked(channel: Channel, version: int) -> Channel:
    locked = Channel.objects.select_for_update().get(pk=channel.pk)
    if locked.version != version:
        raise ChannelMoved
    return locked


def _host(wanted: Wanted) -> str | None:
    """Look at a new address, outside of any transaction: asking the name server may take its time."""
    return door_of(wanted.address).host if wanted.address else None


def _fill(channel: Channel, wanted: Wanted, host: str | None) -> None:
    """Write what is wanted, and refuse what could not send: each kind needs something else."""
    channel.name, channel.is_for_all = " ".join(wanted.name.split()), wanted.is_for_all
    if wanted.is_for_all and channel.kind != Channel.Kind.WEBHOOK:
        raise NotForAll
    alike = Channel.objects.filter(jurisdiction=channel.jurisdiction_id, name=channel.name)
    if alike.exclude(pk=channel.pk).exists():
        raise NameTaken(name=channel.name)
    if channel.kind == Channel.Kind.EMAIL:
        channel.domains = _domains(wanted)
    else:
        if host is not None:
            channel.address, channel.host = seal(wanted.address), host
        if wanted.secret and channel.kind in SIGNED:
            channel.secret = seal(wanted.secret)
        if channel.address is None:
            raise AddressMissing
        if channel.kind in SIGNED and channel.secret is None:
            raise SecretMissing
    channel.clean_fields(exclude=["jurisdiction"])  # SQLite would store what is too long for other engines


def _domains(wanted: Wanted) -> str:
    if settings.DUBAN_EMAIL_URL is None:
        raise NoMailServer
    domains = [domain.strip().lower().removeprefix("@") for domain in wanted.domains]
    if not domains or not all(map(DOMAIN.fullmatch, domains)):
        raise DomainsMissing
    return " ".join(dict.fromkeys(domains))


def _shown(channel: Channel) -> dict[str, JSON]:
    """Return what the journal says of a channel: neither address nor secret."""
    return {
        "name": channel.name,
        "host": channel.host,
        "domains": channel.domains,
        "is_for_all": channel.is_for_all,
    }
