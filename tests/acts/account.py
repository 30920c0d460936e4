"""Acts of a person about his own account: nobody can record them for him."""

from typing import cast as typed

from django.contrib.auth.hashers import make_password
from django.db.models import Model

import cast
from acts import ActRow
from duban.core.sealing import seal
from duban.orgs.models import User
from duban.orgs.signing_in import totp
from duban.orgs.signing_in.passwords import NewPassword
from duban.orgs.signing_in.second_factor import Enrolment, Nothing, enrol
from duban.orgs.signing_in.undertaking import EDITION, Undertaking


def own_account(actors: cast.Cast) -> Model:
    return actors.liaison.user


def enrolled(actors: cast.Cast) -> Model:
    enrol(viewer=actors.liaison, secret=totp.new_secret(), step=1)
    return actors.liaison.user


def officers(actors: cast.Cast) -> Model:
    User.objects.filter(pk=actors.officer.user.pk).update(undertaking_at=None)
    return typed("Model", User.objects.get(pk=actors.officer.user.pk))


ROWS = [
    ActRow(
        "orgs.change_own_password",
        "liaison",
        own_account,
        lambda _actors, _user: NewPassword(make_password("Lan-hu-2026")),
        recorder=None,
    ),
    ActRow(
        "orgs.enrol_second_factor",
        "system",
        lambda actors: actors.system.user,
        lambda _actors, _user: Enrolment(seal(totp.new_secret()), 1),
        recorder=None,
    ),
    ActRow("orgs.renew_recovery_codes", "liaison", enrolled, lambda _actors, _user: Nothing(), recorder=None),
    ActRow("orgs.drop_second_factor", "liaison", enrolled, lambda _actors, _user: Nothing(), recorder=None),
    ActRow("orgs.give_undertaking", "officer", officers, lambda _actors, _user: Undertaking(EDITION), recorder=None),
]
