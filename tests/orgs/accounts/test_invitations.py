"""Invitations: used once, ended by time, by the next one and by closing; kept as a digest only."""

import threading
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.db import connections

import cast
from duban.core import clock
from duban.journal.models import Entry
from duban.orgs.accounts import invitations
from duban.orgs.accounts.errors import NoInvitation
from duban.orgs.accounts.opening import Closing, ResetWanted, close_unit_account, reset_unit_account
from duban.orgs.acting.performing import By
from duban.orgs.models import Invitation, User
from orgs.accounts.people import GOOD_PASSWORD

LINK, SLIP = Invitation.Form.LINK, Invitation.Form.SLIP


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


def invited(actors: cast.Cast, form: Invitation.Form = LINK) -> invitations.Invited:
    outcome = reset_unit_account(by=By(actors.officer), about=actors.liaison.user, given=ResetWanted(form))
    assert outcome.result is not None
    return outcome.result


def test_the_first_password_is_set_once(actors: cast.Cast) -> None:
    found = invitations.by_link(invited(actors).secret)
    invitations.accept(invitation=found, password=GOOD_PASSWORD)
    user = User.objects.get(pk=found.user_id)
    assert check_password(GOOD_PASSWORD, user.password)
    assert Entry.objects.filter(jurisdiction=actors.city.uid, kind="orgs.invitation_used").count() == 1
    with pytest.raises(NoInvitation):
        invitations.accept(invitation=found, password=GOOD_PASSWORD)


def test_what_is_kept_opens_nothing(actors: cast.Cast) -> None:
    made = invited(actors)
    kept = Invitation.objects.get(pk=made.invitation.pk)
    assert made.secret not in str(vars(kept))
    for secret in (kept.secret_digest, kept.uid, ""):
        with pytest.raises(NoInvitation):
            invitations.by_link(secret)


def test_a_link_is_no_slip_and_a_slip_no_link(actors: cast.Cast) -> None:
    slip = invited(actors, SLIP)
    with pytest.raises(NoInvitation):
        invitations.by_link(slip.secret)
    assert invitations.by_slip(slip.code.lower()).user_id == actors.liaison.user.pk
    link = invited(actors, LINK)
    with pytest.raises(NoInvitation):
        invitations.by_slip(link.secret)


LASTING = [(LINK, 7), (SLIP, 30)]


@pytest.mark.parametrize(("form", "days"), LASTING)
def test_an_invitation_holds_until_its_last_moment_and_not_longer(
    actors: cast.Cast, form: Invitation.Form, days: int
) -> None:
    made = invited(actors, form)
    end = made.invitation.made_at + timedelta(days=days)
    digest = invitations.digest_of(made.secret)
    with clock.frozen(end - timedelta(seconds=1)):
        assert invitations.by_digest(digest)
    with clock.frozen(end), pytest.raises(NoInvitation):
        invitations.by_digest(digest)


def test_the_next_invitation_withdraws_the_one_before(actors: cast.Cast) -> None:
    first, second = invited(actors), invited(actors)
    with pytest.raises(NoInvitation):
        invitations.by_link(first.secret)
    assert invitations.by_link(second.secret)


def test_closing_an_account_withdraws_its_invitation(actors: cast.Cast) -> None:
    made = invited(actors)
    close_unit_account(by=By(actors.officer), about=actors.liaison.user, given=Closing("调离"))
    with pytest.raises(NoInvitation):
        invitations.by_link(made.secret)


@pytest.mark.parametrize("password", ["short", "dingyizhou1A!", "password123456"])
def test_a_weak_first_password_is_refused_and_the_invitation_stays_open(actors: cast.Cast, password: str) -> None:
    made = invited(actors)
    with pytest.raises(ValidationError):
        invitations.accept(invitation=invitations.by_link(made.secret), password=password)
    assert invitations.by_link(made.secret)


def test_of_two_who_use_it_at_once_one_is_let_in(committed_database: str) -> None:
    actors = cast.assemble()
    made = invited(actors)
    found = [invitations.by_link(made.secret), invitations.by_link(made.secret)]
    barrier, came = threading.Barrier(2), []

    def use(invitation: Invitation, password: str) -> None:
        barrier.wait()
        try:
            invitations.accept(invitation=invitation, password=password)
            came.append(password)
        except NoInvitation:
            came.append(None)
        finally:
            connections.close_all()

    passwords = (GOOD_PASSWORD, f"{GOOD_PASSWORD}-2")
    threads = [threading.Thread(target=use, args=pair) for pair in zip(found, passwords, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winners = [password for password in came if password is not None]
    assert len(winners) == 1
    assert check_password(winners[0], User.objects.get(pk=actors.liaison.user.pk).password)
