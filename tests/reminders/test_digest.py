"""One digest a day at the hour that a person chose, quiet on days of rest, and none where there is nothing to say."""

from datetime import date, time, timedelta

import pytest
from django.conf import LazySettings

import cast
from duban.core import clock
from duban.core.sealing import new_key, seal, unseal
from duban.journal.models import Entry
from duban.ledger.models import Part
from duban.orgs.acting.performing import By
from duban.orgs.models import CalendarDay, Person, User
from duban.orgs.ticking import tick
from duban.orgs.viewers import Viewer
from duban.reminders.digests.preferring import preferred, set_preferences
from duban.reminders.digests.writing import write_due
from duban.reminders.errors import ForeignMail, NotReachable, OddHour
from duban.reminders.models import Channel, Message, Preference, Told
from progress import year
from progress.year import at
from reminders.peers import channel

pytestmark = pytest.mark.django_db

DUE = date(2026, 5, 12)  # a Tuesday; its marks fall on 28 April, 5 and 7 May of a year without holidays
TEN, FIVE, THREE = date(2026, 4, 28), date(2026, 5, 5), date(2026, 5, 7)
TELEPHONE = "13900000000"


@pytest.fixture
def actors(db: None, settings: LazySettings) -> cast.Cast:
    """A running task with one milestone, and people who could be reached by a gateway."""
    settings.LANGUAGE_CODE = "en"
    actors = cast.assemble()
    year.running(actors, DUE)
    for viewer in (actors.liaison, actors.deputy, actors.head, actors.officer):
        Person.objects.filter(pk=viewer.person.pk).update(telephone=seal(TELEPHONE))
    return actors


@pytest.fixture
def gateway(actors: cast.Cast) -> Channel:
    return channel(actors, name="短信")


def wants(viewer: Viewer, *channels: Channel, hour: time = time(8, 30), is_off: bool = False, email: str = "") -> None:
    user = User.objects.get(pk=viewer.user.pk)
    given = preferred(at=hour, channels=[each.uid for each in channels], email=email, is_off=is_off)
    set_preferences(by=By(viewer), about=user, given=given)


def settled(actors: cast.Cast, viewer: Viewer, day: date = TEN - timedelta(days=1)) -> None:
    """Let a person know what stands on his desk by the day before."""
    with at(day, 9):
        write_due(actors.city)
    Message.objects.all().delete()
    assert Told.objects.get(user=viewer.user).on == day


def told_between(actors: cast.Cast, since: date, until: date) -> dict[date, str]:
    """Let the clock tick on each morning before the hour, and twice after it; return the digests by their day."""
    digests: dict[date, str] = {}
    for step in range((until - since).days + 1):
        day = since + timedelta(days=step)
        with at(day, 8, 29):
            assert write_due(actors.city) == 0
        with at(day, 8, 30):
            write_due(actors.city)
            assert write_due(actors.city) == 0
        found = Message.objects.filter(key__contains=f":{day.isoformat()}:").first()
        if found is not None:
            digests[day] = (found.body or "").splitlines()[0]
    return digests


def test_a_milestone_is_told_on_its_marks_and_once_it_is_over(actors: cast.Cast, gateway: Channel) -> None:
    wants(actors.liaison, gateway)
    settled(actors, actors.liaison)
    assert told_between(actors, TEN, DUE + timedelta(days=2)) == {
        TEN: "丁一舟: 1 due within 10 working days.",
        FIVE: "丁一舟: 1 due within 5 working days.",
        THREE: "丁一舟: 1 due within 3 working days.",
        DUE + timedelta(days=1): "丁一舟: 1 over its day.",
        DUE + timedelta(days=2): "丁一舟: 1 over its day.",
    }


def test_the_clock_writes_digests(actors: cast.Cast, gateway: Channel) -> None:
    wants(actors.liaison, gateway)
    with at(THREE, 9):
        tick(actors.city)
        tick(actors.city)
    assert Message.objects.count() == 1


def test_days_of_rest_are_quiet_and_days_worked_in_exchange_are_not(actors: cast.Cast, gateway: Channel) -> None:
    saturday = date(2026, 5, 9)
    CalendarDay.objects.create(jurisdiction=actors.city, day=saturday, is_working=True, words="调休", is_official=True)
    for step in range(1, 6):  # 1 to 5 May
        CalendarDay.objects.create(
            jurisdiction=actors.city, day=date(2026, 5, step), is_working=False, words="劳动节", is_official=True
        )
    wants(actors.liaison, gateway)
    for day, count in ((date(2026, 5, 1), 0), (date(2026, 5, 4), 0), (date(2026, 5, 6), 1), (saturday, 2)):
        with at(day, 9):
            write_due(actors.city)
            assert Message.objects.count() == count, day
    with at(date(2026, 5, 10), 9):  # a Sunday
        write_due(actors.city)
    assert Message.objects.count() == 2


def test_a_mark_on_which_no_clock_ticked_is_told_the_next_day(actors: cast.Cast, gateway: Channel) -> None:
    wants(actors.liaison, gateway)
    settled(actors, actors.liaison, THREE - timedelta(days=1))
    with at(THREE + timedelta(days=1), 9):
        write_due(actors.city)
    assert "1 due within 3 working days" in (Message.objects.get().body or "")


def test_each_has_his_hour(actors: cast.Cast, gateway: Channel) -> None:
    wants(actors.liaison, gateway, hour=time(7))
    wants(actors.deputy, gateway, hour=time(17, 30))
    for hour, minute, count in ((6, 59, 0), (7, 0, 1), (12, 0, 1), (17, 29, 1), (17, 30, 2), (23, 59, 2)):
        with at(THREE, hour, minute):
            write_due(actors.city)
        assert Message.objects.count() == count, (hour, minute)


def test_the_hour_is_that_of_the_city(actors: cast.Cast, gateway: Channel, settings: LazySettings) -> None:
    wants(actors.liaison, gateway)
    settings.TIME_ZONE = "Asia/Urumqi"  # two hours behind
    with at(THREE, 8, 30):
        assert f"{clock.now():%H:%M}" == "02:30"
        write_due(actors.city)
    assert Message.objects.count() == 1


def test_nothing_is_said_where_nothing_is_due_or_new(actors: cast.Cast, gateway: Channel) -> None:
    wants(actors.outsider, channel(actors, Channel.Kind.WECOM))
    Part.objects.update(received_at=clock.now())
    with at(date(2026, 4, 20), 9):  # nothing stands on his desk
        write_due(actors.city)
    assert not Message.objects.exists()
    assert Told.objects.get(user=actors.outsider.user).on == date(2026, 4, 20)


def test_new_is_what_was_not_there_the_day_before(actors: cast.Cast, gateway: Channel) -> None:
    wants(actors.liaison, gateway)
    Part.objects.update(received_at=clock.now())
    settled(actors, actors.liaison, date(2026, 4, 14))
    with at(date(2026, 4, 15), 9):
        Part.objects.filter(unit=actors.liaison.posts[0].unit).update(received_at=None, receive_by=date(2026, 6, 1))
        write_due(actors.city)
        write_due(actors.city)
    [message] = Message.objects.all()
    assert "1 new" in (message.body or "")
    with at(date(2026, 4, 16), 9):
        write_due(actors.city)
    assert Message.objects.count() == 1


def test_the_deputy_is_told_of_the_last_days_alone(actors: cast.Cast, gateway: Channel) -> None:
    wants(actors.deputy, gateway)
    Part.objects.update(received_at=clock.now())
    settled(actors, actors.deputy, date(2026, 4, 27))
    for day, count in ((TEN, 0), (FIVE, 0), (THREE, 1)):
        with at(day, 9):
            write_due(actors.city)
        assert Message.objects.filter(body__contains="due within").count() == count, day


def test_everybody_with_a_telephone_is_reached_by_a_gateway_for_all(actors: cast.Cast) -> None:
    gateway = channel(actors, is_for_all=True)
    wants(actors.head, is_off=True)
    wants(actors.deputy, gateway, hour=time(10))
    with at(THREE, 8, 30):
        write_due(actors.city)
    told = {message.user_id for message in Message.objects.all()}
    assert actors.liaison.user.pk in told
    assert not told & {actors.head.user.pk, actors.deputy.user.pk, actors.outsider.user.pk, actors.system.user.pk}
    [message] = Message.objects.filter(user=actors.liaison.user)
    assert message.recipient is not None
    assert unseal(message.recipient) == TELEPHONE


def test_nobody_is_reached_who_is_closed_blocked_or_has_no_post(actors: cast.Cast, gateway: Channel) -> None:
    for viewer in (actors.liaison, actors.deputy, actors.head):
        wants(viewer, gateway)
    User.objects.filter(pk=actors.liaison.user.pk).update(is_active=False)
    User.objects.filter(pk=actors.deputy.user.pk).update(is_blocked=True)
    actors.head.person.holdings.update(until=THREE - timedelta(days=1))
    with at(THREE, 9):
        write_due(actors.city)
    assert not Message.objects.exists()


def test_a_channel_that_is_off_or_not_allowed_gets_nothing(
    actors: cast.Cast, gateway: Channel, settings: LazySettings
) -> None:
    wants(actors.liaison, gateway)
    settings.DUBAN_CHANNELS = ("email",)
    with at(THREE, 9):
        write_due(actors.city)
    settings.DUBAN_CHANNELS = ("webhook",)
    Channel.objects.update(is_on=False)
    with at(THREE, 10):
        write_due(actors.city)
    assert not Message.objects.exists()
    assert not Told.objects.exists()


def test_mail_has_titles_and_robots_have_counts(actors: cast.Cast, gateway: Channel, settings: LazySettings) -> None:
    settings.DUBAN_EMAIL_URL, settings.DUBAN_ADDRESS = None, "https://duban.lan.gov.cn"
    mail, robot = channel(actors, Channel.Kind.EMAIL), channel(actors, Channel.Kind.WECOM)
    wants(actors.liaison, gateway, mail, robot, email="ding@lan.gov.cn")
    with at(THREE, 9):
        write_due(actors.city)
    by_kind = {message.channel.kind: message for message in Message.objects.all()}
    title = DUE.isoformat()  # what the milestone is called
    assert {kind: title in (message.body or "") for kind, message in by_kind.items()} == {
        "email": True,
        "wecom": False,
        "webhook": False,
    }
    for message in by_kind.values():
        assert "https://duban.lan.gov.cn/" in (message.body or "")
        assert TELEPHONE not in (message.body or "")
    assert by_kind["wecom"].recipient is None
    assert unseal(by_kind["email"].recipient or "") == "ding@lan.gov.cn"


@pytest.mark.parametrize(
    ("hour", "email", "chosen", "error"),
    [
        (time(5, 59), "", "gateway", OddHour),
        (time(20, 1), "", "gateway", OddHour),
        (time(9), "", "mail", NotReachable),  # by which address?
        (time(9), "ding@elsewhere.example", "mail", ForeignMail),
        (time(9), "ding@notlan.gov.cn", "mail", ForeignMail),  # ends alike and is another
        (time(9), "a@b, ding@lan.gov.cn", "mail", ForeignMail),
    ],
)
def test_what_would_reach_nobody_or_a_stranger_is_refused(
    actors: cast.Cast, gateway: Channel, hour: time, email: str, chosen: str, error: type[Exception]
) -> None:
    mail = channel(actors, Channel.Kind.EMAIL)
    before = Entry.objects.count()
    with pytest.raises(error):
        wants(actors.liaison, {"gateway": gateway, "mail": mail}[chosen], hour=hour, email=email)
    assert (Preference.objects.count(), Entry.objects.count()) == (0, before)


def test_who_has_no_telephone_cannot_choose_a_gateway(actors: cast.Cast, gateway: Channel) -> None:
    with pytest.raises(NotReachable):
        wants(actors.outsider, gateway)


def test_a_number_that_no_key_opens_holds_up_nobody(
    actors: cast.Cast, gateway: Channel, settings: LazySettings
) -> None:
    for viewer in (actors.liaison, actors.deputy):
        wants(viewer, gateway)
    settings.DUBAN_FIELD_KEYS = (new_key(),)
    Person.objects.filter(pk=actors.deputy.person.pk).update(telephone=seal(TELEPHONE))
    with at(THREE, 9):
        write_due(actors.city)
    assert [message.user_id for message in Message.objects.all()] == [actors.deputy.user.pk]


def test_the_journal_says_what_was_chosen_and_no_address(actors: cast.Cast) -> None:
    mail = channel(actors, Channel.Kind.EMAIL, name="政务邮箱")
    wants(actors.liaison, mail, email="ding@lan.gov.cn")
    entry = Entry.objects.get(kind="reminders.preferences_set")
    assert '"channels":["政务邮箱"]' in entry.body
    assert "ding@" not in entry.body
    assert "ding@" not in (Preference.objects.get().email or "")
