"""Suspension after 90 days without use, and opening again in one act (domain 6.4)."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client

import cast
from duban.cli import main
from duban.core import clock
from duban.journal.models import Entry
from duban.orgs.accounts.idle import suspend_idle
from duban.orgs.accounts.reopening import reopen_unit_account
from duban.orgs.accounts.states import State, state
from duban.orgs.models import Jurisdiction, User
from orgs.accounts.people import another_security

TODAY = clock.today()


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


def seen(days_ago: int, **only: str) -> None:
    User.objects.filter(**only).update(last_seen_on=TODAY - timedelta(days=days_ago))


BOUNDARY = [(89, False), (90, True), (91, True)]


@pytest.mark.parametrize(("days", "is_suspended"), BOUNDARY)
def test_ninety_days_without_use_suspend_an_account(actors: cast.Cast, days: int, is_suspended: bool) -> None:
    seen(days, username="liaison")
    assert bool(suspend_idle(TODAY)) is is_suspended
    assert (state(User.objects.get(username="liaison")) is State.SUSPENDED) is is_suspended


def test_leaders_approver_heads_and_auditors_are_never_suspended(actors: cast.Cast) -> None:
    seen(400)
    names = {user.username for user in suspend_idle(TODAY)}
    assert names.isdisjoint({"leader", "approver", "head", "auditor"})
    assert {"officer", "deputy", "liaison", "secretary", "registrar", "system", "stranger"} <= names


def test_an_account_never_used_counts_from_its_opening(actors: cast.Cast) -> None:
    User.objects.update(last_seen_on=None)
    assert suspend_idle(TODAY + timedelta(days=89)) == []
    assert suspend_idle(TODAY + timedelta(days=91))


def test_it_runs_twice_without_effect_and_leaves_an_entry_each_under_one_batch(actors: cast.Cast) -> None:
    seen(100, username__in=["liaison", "deputy"])
    assert len(suspend_idle(TODAY)) == 2
    assert suspend_idle(TODAY) == []
    entries = Entry.objects.filter(jurisdiction=actors.city.uid, kind="orgs.account_suspended")
    assert (entries.count(), entries.values("batch").distinct().count()) == (2, 1)


def test_the_last_security_administrator_is_left_open(actors: cast.Cast) -> None:
    another_security(actors)
    seen(300, username="security")
    seen(200, username="security2")
    assert {user.username for user in suspend_idle(TODAY)} >= {"security"}
    assert User.objects.get(username="security2").is_active


def test_the_office_reopens_in_one_act_and_the_password_holds(actors: cast.Cast) -> None:
    seen(100, username="liaison")
    suspend_idle(TODAY)
    user = reopen_unit_account(viewer=actors.officer, user=User.objects.get(username="liaison"))
    assert state(user) is State.OPEN
    assert suspend_idle(TODAY) == []


def test_blocked_and_closed_accounts_are_left_as_they_are(actors: cast.Cast) -> None:
    seen(100, username="liaison")
    User.objects.filter(username="liaison").update(is_blocked=True, is_active=False)
    assert suspend_idle(TODAY) == []


def test_a_demonstration_suspends_nobody_however_long_it_stood(
    actors: cast.Cast, settings: LazySettings, client: Client
) -> None:
    Jurisdiction.objects.update(is_demonstration=True)
    settings.DUBAN_MODE = "demonstration"
    seen(10)
    with clock.frozen(clock.now() + timedelta(days=400)):
        assert main(["tick"]) == 0
        assert not User.objects.filter(is_active=False).exists()
        client.post("/sign-in/", {"username": "liaison", "password": "a-long-password"})
        assert client.get("/").status_code == 200
