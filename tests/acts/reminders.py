"""Acts of a person about how he is reminded: nobody can record them for him."""

from datetime import time

from django.db.models import Model

import cast
from acts import ActRow
from duban.core.sealing import seal
from duban.orgs.acting.performing import By
from duban.orgs.models import User
from duban.reminders.calendars.keeping import Nothing, make_calendar
from duban.reminders.digests.preferring import Preferred
from duban.reminders.models import Channel
from reminders.peers import channel


def own_account(actors: cast.Cast) -> Model:
    return actors.liaison.user


def with_mail(actors: cast.Cast) -> Model:
    channel(actors, Channel.Kind.EMAIL)
    return own_account(actors)


def preferring(_actors: cast.Cast, _user: Model) -> Preferred:
    return Preferred(time(7, 30), (Channel.objects.get().uid,), seal("ding@lan.gov.cn"))


def with_calendar(actors: cast.Cast) -> Model:
    user = User.objects.get(pk=actors.liaison.user.pk)
    make_calendar(by=By(actors.liaison), about=user, given=Nothing())
    return user


ROWS = [
    ActRow("reminders.set_preferences", "liaison", with_mail, preferring, recorder=None),
    ActRow("reminders.make_calendar", "liaison", own_account, lambda _actors, _user: Nothing(), recorder=None),
    ActRow("reminders.revoke_calendar", "liaison", with_calendar, lambda _actors, _user: Nothing(), recorder=None),
]
