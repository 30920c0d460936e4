"""The consoles at work: parameters, calendar, self-check, locks, exceptions; each to its administrator alone."""

from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

import cast
from duban.core import clock
from duban.journal.models import Entry
from duban.orgs.models import CalendarDay, Grant, Jurisdiction, Post, SignInLock
from duban.orgs.viewers import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def client_of(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(viewer.user)
    return client


@pytest.mark.parametrize(
    ("role", "leads_to"),
    [("system", "console_system"), ("security", "console_security"), ("audit", "audit")],
)
def test_an_administrator_is_led_from_the_first_page_to_his_console(
    actors: cast.Cast, role: str, leads_to: str
) -> None:
    client = client_of(getattr(actors, role))
    assert client.get("/", follow=True).redirect_chain[-1][0] == reverse(leads_to)
    page = client.get(reverse(leads_to)).content.decode()
    assert reverse("ledger") not in page  # neither as a place nor as a search: business does not exist for him


def test_a_system_administrator_changes_the_office_and_the_journal_says_before_and_after(actors: cast.Cast) -> None:
    client = client_of(actors.system)
    answer = client.post(reverse("console_system"), {"protection_level": "2", "is_small_office": "on"})
    assert answer.status_code == 302
    assert Jurisdiction.objects.get(pk=actors.city.pk).is_small_office
    entry = Entry.objects.get(kind="orgs.parameters_changed")
    assert '"before":{"is_small_office":false}' in entry.body
    again = client.post(reverse("console_system"), {"protection_level": "2", "is_small_office": "on"})
    assert again.status_code == 200  # nothing changed: the form again
    assert Entry.objects.filter(kind="orgs.parameters_changed").count() == 1


def test_a_level_that_the_posts_do_not_satisfy_is_refused(actors: cast.Cast) -> None:
    post = Post.objects.create(jurisdiction=actors.city, kind=Post.Kind.SECURITY, created_at=clock.now())
    post.holdings.create(jurisdiction=actors.city, person=actors.system.person, since=clock.today())
    answer = client_of(actors.system).post(reverse("console_system"), {"protection_level": "3"})
    assert answer.status_code == 200
    assert actors.system.name in answer.content.decode()
    assert Jurisdiction.objects.get(pk=actors.city.pk).protection_level == 2


def test_no_secret_stands_on_a_console(actors: cast.Cast, settings: LazySettings) -> None:
    page = client_of(actors.system).get(reverse("console_system")).content.decode()
    assert "DUBAN_SECRET_KEY" in page
    assert settings.SECRET_KEY not in page
    assert settings.DUBAN_DATABASE_URL not in page


def test_days_are_entered_and_taken_out_again(actors: cast.Cast) -> None:
    client, address = client_of(actors.system), reverse("console_calendar")
    given = {"since": "2026-10-01", "until": "2026-10-02", "is_working": "no", "words": "国庆节"}
    assert client.post(address, given).status_code == 302
    assert CalendarDay.objects.filter(jurisdiction=actors.city, is_official=True).count() == 2
    assert "国庆节" in client.get(f"{address}?year=2026").content.decode()
    assert client.post(reverse("console_calendar_remove"), {"day": "2026-10-01"}).status_code == 302
    assert list(CalendarDay.objects.values_list("day", flat=True)) == [date(2026, 10, 2)]


@pytest.mark.parametrize(
    "changes",
    [
        {"since": "2026-10-03"},  # a Saturday is a day of rest already
        {"until": "2026-09-30"},  # ends before it begins
        {"until": "2026-11-01"},  # a day longer than a month
        {"words": " "},  # nothing said
        {"since": "soon"},  # no day
    ],
)
def test_days_that_do_not_fit_come_back_with_the_form(actors: cast.Cast, changes: dict[str, str]) -> None:
    given = {"since": "2026-10-01", "is_working": "no", "words": "国庆节"} | changes
    answer = client_of(actors.system).post(reverse("console_calendar"), given)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert not CalendarDay.objects.exists()


def test_a_year_is_entered_as_it_was_arranged(actors: cast.Cast) -> None:
    client_of(actors.system).post(reverse("console_calendar_year"), {"year": "2026"})
    days = dict(CalendarDay.objects.filter(jurisdiction=actors.city).values_list("day", "is_working"))
    assert days[date(2026, 5, 9)] is True  # a Saturday worked in exchange
    assert days[date(2026, 5, 5)] is False
    assert not CalendarDay.objects.filter(jurisdiction=actors.stranger.jurisdiction).exists()


def test_the_self_check_names_what_is_missing_and_no_other_government(actors: cast.Cast) -> None:
    page = client_of(actors.system).get(reverse("console_doctor")).content.decode()
    assert actors.city.name in page  # its calendar is missing
    assert actors.stranger.jurisdiction.name not in page


def test_a_lock_is_lifted_by_hand(actors: cast.Cast) -> None:
    until = clock.now() + timedelta(minutes=10)
    SignInLock.objects.create(username="liaison", locked_until=until, counted_from=clock.now())
    client = client_of(actors.security)
    assert "liaison" in client.get(reverse("console_security")).content.decode()
    client.post(reverse("console_lift"), {"username": "liaison"})
    assert "liaison" not in client.get(reverse("console_security")).content.decode().split("<main")[1]


def test_an_exception_is_proposed_listed_and_revoked(actors: cast.Cast) -> None:
    client, today = client_of(actors.security), clock.today()
    given = {
        "username": "liaison",
        "act": "orgs.name_group_members",
        "since": today.isoformat(),
        "until": (today + timedelta(days=7)).isoformat(),
        "reason": "代为指定",
    }
    assert client.post(reverse("console_grant_new"), given).status_code == 302
    grant = Grant.objects.get()
    page = client.get(reverse("console_grants")).content.decode()
    assert actors.liaison.name in page
    assert reverse("console_grant_revoke", args=[grant.uid]) in page
    assert (
        reverse("console_grant_revoke", args=[grant.uid])
        not in client_of(actors.audit).get(reverse("console_grants")).content.decode()
    )
    client.post(reverse("console_grant_revoke", args=[grant.uid]))
    grant.refresh_from_db()
    assert grant.revoked_at is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"username": "nobody"},  # no such account
        {"username": "stranger"},  # of another government: the same answer
        {"username": "system"},  # an administrator does no business
        {"about_kind": "unit"},  # which unit?
        {"about_kind": "unit", "about_uid": "000000000000"},  # no such unit
        {"reason": ""},
    ],
)
def test_a_proposal_that_does_not_fit_comes_back_with_the_form(actors: cast.Cast, changes: dict[str, str]) -> None:
    today = clock.today().isoformat()
    given = {"username": "liaison", "act": "orgs.name_group_members", "since": today, "until": today, "reason": "代办"}
    answer = client_of(actors.security).post(reverse("console_grant_new"), given | changes)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert not Grant.objects.exists()


def test_acts_of_administrators_are_not_offered_as_exceptions(actors: cast.Cast) -> None:
    page = client_of(actors.security).get(reverse("console_grant_new")).content.decode()
    assert "orgs.name_group_members" in page
    assert "orgs.set_parameters" not in page
    assert "orgs.change_own_password" not in page


def test_the_table_of_permission_is_shown_as_the_code_has_it(actors: cast.Cast) -> None:
    page = client_of(actors.security).get(reverse("console_permissions")).content.decode()
    assert page.count('<th scope="row">') > 20
