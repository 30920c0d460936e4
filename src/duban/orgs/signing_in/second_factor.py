"""The second factor: who needs one, setting it up, asking for it, and what is left when the telephone is lost."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from duban.core import clock
from duban.core.sealing import seal, sealed_column, unseal
from duban.journal.records import Subject, record
from duban.orgs import policies
from duban.orgs.acting.performing import By, Deed, Outcome, Weight, performs
from duban.orgs.models import Holding, Post, SecondFactor, User
from duban.orgs.roles import ADMINISTRATORS, Role
from duban.orgs.signing_in import actions, totp
from duban.orgs.signing_in.errors import FactorMissing, FactorRequired
from duban.orgs.signing_in.sessions import end_sessions
from duban.orgs.viewers import Standing, Viewer, standing_of

RECOVERY_CODES = 10
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is read as something else
HALF = 5
AT_LEVEL_3 = frozenset({Role.OFFICE_HEAD, Role.OFFICER, Role.REGISTRAR, Role.APPROVER})

sealed_column(SecondFactor, "secret")


@dataclass(frozen=True)
class Enrolment:
    """A secret that an authenticator has shown to know, sealed, with the step of the code that showed it."""

    sealed: str = field(repr=False)
    step: int


@dataclass(frozen=True)
class Nothing:
    """An act that is given nothing."""


def is_required(standing: Standing) -> bool:
    """Say whether a person may only sign in with a second factor.

    Administrators always; office and approver where the declared level of protection is 3 (GB/T 22239-2019). In a
    demonstration nobody: its accounts stand printed beside the door.
    """
    if standing.jurisdiction.is_demonstration:
        return False
    if standing.roles & ADMINISTRATORS:
        return True
    return standing.jurisdiction.protection_level == 3 and bool(standing.roles & AT_LEVEL_3)


def has_factor(user: User) -> bool:
    """Say whether a person has a second factor."""
    return SecondFactor.objects.filter(jurisdiction=user.jurisdiction_id, user=user).exists()


def fits(*, secret: str, code: str) -> int | None:
    """Return the step of a code that shows that an authenticator has taken a secret over; None where it is wrong."""
    return totp.step_of(secret, _typed(code), clock.actual(), after=0)


@performs("orgs.enrol_second_factor", about=User, given=Enrolment, weight=Weight.OWN)
def take_factor(deed: Deed, user: User, given: Enrolment) -> tuple[str, ...]:
    """Set up the second factor, in the place of an old one; the result are the recovery codes, shown this once."""
    codes = _new_codes()
    _factor_kept, is_first = SecondFactor.objects.update_or_create(
        jurisdiction_id=user.jurisdiction_id,
        user=user,
        defaults={
            "secret": given.sealed,
            "last_step": given.step,
            "recovery": _hashes(user, codes),
            "since": deed.at,
        },
    )
    deed.record(actions.SECOND_FACTOR_ENROLLED.code, [Subject("user", user.uid)], {"is_first": is_first})
    return codes


@performs("orgs.renew_recovery_codes", about=User, given=Nothing, weight=Weight.OWN)
def renew_recovery_codes(deed: Deed, user: User, _given: Nothing) -> tuple[str, ...]:
    """Make new recovery codes; the old ones stop to count."""
    factor = _factor(user)
    codes = _new_codes()
    factor.recovery = _hashes(user, codes)
    factor.save(update_fields=["recovery"])
    deed.record(actions.RECOVERY_CODES_RENEWED.code, [Subject("user", user.uid)])
    return codes


@performs("orgs.drop_second_factor", about=User, given=Nothing, weight=Weight.OWN)
def drop_factor(deed: Deed, user: User, _given: Nothing) -> None:
    """Go on without a second factor, where the post allows it."""
    if is_required(deed.decider):
        raise FactorRequired
    _factor(user).delete()
    deed.record(actions.SECOND_FACTOR_DROPPED.code, [Subject("user", user.uid)])


def enrol(*, viewer: Viewer, secret: str, step: int) -> Outcome[tuple[str, ...]]:
    """Set up the second factor of the person at the keyboard."""
    return take_factor(by=By(viewer), about=viewer.user, given=Enrolment(seal(secret), step))


@transaction.atomic
def reset_factor(*, viewer: Viewer, user: User) -> None:
    """Take away the second factor of somebody who lost it; at his next sign-in he sets up a new one.

    The office does so for accounts of units, the security administrator for all others. The caller's checks that the
    right person asked are outside the system; the entry names who did it.
    """
    actor = policies.require(viewer, reset_act_for(user), user)
    rows = SecondFactor.objects.filter(jurisdiction=viewer.jurisdiction, user=user)
    if rows.delete()[0] == 0:
        raise FactorMissing
    end_sessions(user)
    record(
        actor=actor,
        kind=actions.SECOND_FACTOR_RESET.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[Subject("user", user.uid)],
        body={"username": user.username},
    )


def may_reset(viewer: Viewer, user: User) -> bool:
    """Say whether there is a second factor that this viewer may take away from its owner."""
    return has_factor(user) and policies.can(viewer, reset_act_for(user), user)


def reset_act_for(user: User) -> str:
    """Return the act that resets a person's second factor: an account of a unit is business, others are security."""
    kinds = set(
        Holding.objects.filter(jurisdiction=user.jurisdiction_id, person=user.person, until__isnull=True).values_list(
            "post__kind", flat=True
        )
    )
    return "orgs.reset_unit_factor" if kinds and kinds <= set(Post.OF_A_UNIT) else "orgs.reset_office_factor"


@transaction.atomic
def takes_code(*, user: User, code: str) -> bool:
    """Say whether a code of the authenticator or a recovery code lets a person in; either is used up by it."""
    factor = (
        SecondFactor.objects.select_for_update().filter(jurisdiction=user.jurisdiction_id, user=user).first()
    )  # of two who send the same code at once the second finds it used
    if factor is None:
        return False
    typed = _typed(code)
    if re.fullmatch(r"\d{6}", typed):
        step = totp.step_of(unseal(factor.secret), typed, clock.actual(), after=factor.last_step)
        if step is None:
            return False
        factor.last_step = step
        factor.save(update_fields=["last_step"])
        return True
    wanted = _hash(user, typed)
    left = [each for each in factor.recovery if not constant_time_compare(each, wanted)]
    if len(left) == len(factor.recovery):
        return False
    factor.recovery = left
    factor.save(update_fields=["recovery"])
    return True


def recovery_left(user: User) -> int | None:
    """Return how many recovery codes a person has left; None without a second factor."""
    factor = SecondFactor.objects.filter(jurisdiction=user.jurisdiction_id, user=user).first()
    return None if factor is None else len(factor.recovery)


def is_required_for(user: User) -> bool:
    """Say whether the person of an account may only sign in with a second factor."""
    return is_required(standing_of(user.person, user.jurisdiction, clock.today()))


def _factor(user: User) -> SecondFactor:
    factor = SecondFactor.objects.filter(jurisdiction=user.jurisdiction_id, user=user).first()
    if factor is None:
        raise FactorMissing
    return factor


def _new_codes() -> tuple[str, ...]:
    return tuple(
        "-".join("".join(secrets.choice(ALPHABET) for _place in range(HALF)) for _half in range(2))
        for _code in range(RECOVERY_CODES)
    )


def _hashes(user: User, codes: Sequence[str]) -> list[str]:
    return [_hash(user, _typed(code)) for code in codes]


def _hash(user: User, typed: str) -> str:
    """Return what is kept of a recovery code: fifty random bits under the key of the installation."""
    return salted_hmac("duban.orgs.recovery", f"{user.uid}:{typed}", algorithm="sha256").hexdigest()


def _typed(code: str) -> str:
    """Return a code without what people type around it."""
    return re.sub(r"[\s-]", "", code).lower()
