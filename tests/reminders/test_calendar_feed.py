"""A calendar outside reads by its token alone: the days of what is owed, and no words of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

import cast
from duban.journal.models import Entry
from duban.ledger.models import Part
from duban.orgs.acting.performing import By
from duban.orgs.models import User
from duban.orgs.viewers import Viewer
from duban.reminders.calendars.keeping import Nothing, digest_of, make_calendar, revoke_calendar
from duban.reminders.errors import NoCalendar
from duban.reminders.models import CalendarFeed
from duban.web.guards import CALENDARS
from duban.web.views import calendar_feed
from progress import year
from progress.year import at

pytestmark = pytest.mark.django_db

TODAY, DUE = date(2026, 4, 20), date(2026, 10, 12)


@pytest.fixture
def actors(db: None, settings: LazySettings) -> cast.Cast:
    settings.DUBAN_ADDRESS = "https://duban.lan.gov.cn"
    actors = cast.assemble()
    year.running(actors, DUE)
    return actors


def made(viewer: Viewer) -> str:
    """Make an address; return the path that it leads to."""
    user = User.objects.get(pk=viewer.user.pk)
    feed = make_calendar(by=By(viewer), about=user, given=Nothing()).result
    assert feed is not None
    return reverse("calendar_feed", args=[feed.token])


def test_it_lists_days_with_kind_and_number_and_no_words(actors: cast.Cast) -> None:
    with at(TODAY):
        answer = Client().get(made(actors.liaison))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"
    text = answer.content.decode()
    assert "建成水库" not in text
    events = {str(each["UID"]): each for each in Calendar.from_ical(text).walk("VEVENT")}
    [milestone] = [event for uid, event in events.items() if uid.startswith("milestone:")]
    assert milestone["DTSTART"].dt == DUE  # half a year ahead
    assert "1" in str(milestone["SUMMARY"])
    assert str(milestone["URL"]).startswith("https://duban.lan.gov.cn/acts/ledger.report_milestone/")


def test_it_lists_what_is_over_its_day_and_nothing_of_others(actors: cast.Cast) -> None:
    with at(DUE + timedelta(days=1)):
        own, other = Client().get(made(actors.liaison)), Client().get(made(actors.outsider))
    assert b"milestone:" in own.content
    assert b"milestone:" not in other.content


def test_an_unchanged_calendar_is_not_sent_again(actors: cast.Cast) -> None:
    with at(TODAY):
        path = made(actors.liaison)
        first = Client().get(path)
        again = Client().get(path, HTTP_IF_NONE_MATCH=first["ETag"])
        assert (again.status_code, again.content) == (304, b"")
    with at(TODAY + timedelta(days=1)):
        assert Client().get(path, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304  # a day alone changes nothing
        Part.objects.filter(unit=actors.liaison.posts[0].unit).update(received_at=None, receive_by=DUE)
        changed = Client().get(path, HTTP_IF_NONE_MATCH=first["ETag"])
        assert changed.status_code == 200
        assert changed["ETag"] != first["ETag"]


def test_the_token_is_kept_as_a_digest_and_stands_in_no_entry(actors: cast.Cast) -> None:
    token = made(actors.liaison).removeprefix("/calendar/").removesuffix(".ics")
    assert len(token) >= 43
    feed = CalendarFeed.objects.get()
    assert feed.token_digest == digest_of(token) != token
    assert not Entry.objects.filter(body__contains=token).exists()


def test_another_address_and_taking_it_back_end_the_one_before(actors: cast.Cast) -> None:
    first = made(actors.liaison)
    second = made(actors.liaison)
    assert [Client().get(path).status_code for path in (first, second)] == [404, 200]
    revoke_calendar(by=By(actors.liaison), about=actors.liaison.user, given=Nothing())
    assert Client().get(second).status_code == 404
    with pytest.raises(NoCalendar):
        revoke_calendar(by=By(actors.liaison), about=actors.liaison.user, given=Nothing())


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_blocked": True}])
def test_the_calendar_of_a_closed_account_is_as_one_that_never_was(actors: cast.Cast, change: dict[str, bool]) -> None:
    path = made(actors.liaison)
    User.objects.filter(pk=actors.liaison.user.pk).update(**change)
    closed, never = Client().get(path), Client().get(reverse("calendar_feed", args=["x" * 43]))
    assert closed.status_code == never.status_code == 404
    assert len(closed.content) == len(never.content)


def test_who_has_no_post_any_more_sees_nothing(actors: cast.Cast) -> None:
    path = made(actors.liaison)
    actors.liaison.person.holdings.update(until=TODAY - timedelta(days=1))
    with at(TODAY):
        answer = Client().get(path)
    assert answer.status_code == 200
    assert b"VEVENT" not in answer.content


def test_a_calendar_that_reads_without_end_waits(actors: cast.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_feed, "CALENDARS", replace(CALENDARS, most=2))
    path = made(actors.outsider)
    with at(TODAY):
        answers = [Client().get(path) for _each in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert int(answers[-1]["Retry-After"]) == 3600
    with at(TODAY, 13):
        assert Client().get(path).status_code == 200
    assert CalendarFeed.objects.get().read_on == TODAY


def test_nothing_is_sent_to_it(actors: cast.Cast) -> None:
    assert Client().post(made(actors.liaison)).status_code == 405
