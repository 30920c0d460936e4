"""Reminders on pages: the bell of a desk, one's own hour and ways, channels of the system administrator."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.test import Client
from django.urls import reverse

import cast
from duban.core import clock
from duban.core.addresses import MailServer
from duban.core.sealing import seal, unseal
from duban.journal.models import Entry
from duban.orgs.administration.doctor.examine import examine
from duban.orgs.models import Person
from duban.reminders.models import CalendarFeed, Channel, ChosenChannel, Message, Preference
from duban.reminders.outbox.queueing import Words, put
from duban.reminders.outbox.sending import send_due
from progress import year
from progress.year import at
from reminders.peers import Says, channel, peer
from web.adopted import seen, signed_in

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 4, 20)
TITLE = "建成水库"


@pytest.fixture
def actors(db: None, settings: LazySettings) -> cast.Cast:
    settings.LANGUAGE_CODE = "en"
    return cast.assemble()


def posted(client: Client, address: str, /, *args: str, **sent: object) -> str:
    """Send a form and follow it; return the page."""
    answer = client.post(reverse(address, args=args), sent, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def ticked(page: str) -> set[str]:
    """Return the channels that stand ticked."""
    return set(re.findall(r'name="channels" value="(\w+)" id="\w+" checked', page))


class TestDesk:
    @pytest.fixture
    def running(self, actors: cast.Cast) -> Iterator[cast.Cast]:
        year.running(actors, MONDAY + timedelta(days=3), MONDAY + timedelta(days=9), MONDAY + timedelta(days=60))
        with at(MONDAY):
            yield actors

    def test_the_bell_stands_above_what_is_owed(self, running: cast.Cast) -> None:
        desk = seen(signed_in(running.liaison), "/")
        bell = desk.split('class="bell"')[1].split("</section>")[0]
        assert re.findall(r"within (\d+) working days", bell) == ["3", "10"]
        assert "3 working days<" in bell
        assert "7 working days<" in bell
        assert "/acts/ledger.report_milestone/" in bell
        assert desk.index('class="bell"') < desk.index('class="when"')

    def test_it_is_silent_for_who_does_not_hear_it(self, running: cast.Cast) -> None:
        assert 'class="bell"' not in seen(signed_in(running.head), "/")
        deputy = seen(signed_in(running.deputy), "/").split('class="bell"')[1].split("</section>")[0]
        assert re.findall(r"within (\d+) working days", deputy) == ["3"]


class TestOwnReminders:
    def test_hour_and_ways_are_chosen(self, actors: cast.Cast, settings: LazySettings) -> None:
        settings.DUBAN_EMAIL_URL = MailServer("127.0.0.1", 25, "duban@lan.gov.cn", "none")
        robot, mail = channel(actors, Channel.Kind.WECOM, name="工作群"), channel(actors, Channel.Kind.EMAIL)
        client = signed_in(actors.liaison)
        assert "工作群" in seen(client, reverse("account_reminders"))
        given = {"at": "07:30", "channels": [robot.uid, mail.uid], "email": "ding@lan.gov.cn"}
        assert "So you are reminded" in posted(client, "account_reminders", **given)
        kept = Preference.objects.get()
        assert (f"{kept.at:%H:%M}", kept.is_off, unseal(kept.email or "")) == ("07:30", False, "ding@lan.gov.cn")
        assert set(ChosenChannel.objects.values_list("channel__uid", flat=True)) == {robot.uid, mail.uid}
        page = seen(client, reverse("account_reminders"))
        assert 'value="ding@lan.gov.cn"' in page
        assert ticked(page) == {robot.uid, mail.uid}
        posted(client, "account_reminders", at="08:30", is_off="on")
        assert Preference.objects.get().is_off
        assert not ChosenChannel.objects.exists()

    def test_what_does_not_fit_comes_back_with_the_form(self, actors: cast.Cast, settings: LazySettings) -> None:
        settings.DUBAN_EMAIL_URL = MailServer("127.0.0.1", 25, "duban@lan.gov.cn", "none")
        mail, gateway = channel(actors, Channel.Kind.EMAIL), channel(actors)
        client, before = signed_in(actors.liaison), Entry.objects.count()
        for given in (
            {"at": "08:30", "channels": [mail.uid], "email": "ding@elsewhere.example"},
            {"at": "08:30", "channels": [mail.uid]},
            {"at": "08:30", "channels": [gateway.uid]},  # his telephone is not known
            {"at": "03:00", "channels": []},
            {"at": "08:30", "channels": ["000000000000"]},
        ):
            assert 'role="alert"' in posted(client, "account_reminders", **given)
        assert Entry.objects.count() == before

    def test_without_a_channel_the_desk_is_the_digest(self, actors: cast.Cast) -> None:
        page = seen(signed_in(actors.liaison), reverse("account_reminders"))
        assert "Your desk is your digest" in page
        assert 'name="at"' not in page

    def test_a_gateway_for_all_stands_ticked_for_who_chose_nothing(self, actors: cast.Cast) -> None:
        channel(actors, is_for_all=True)
        Person.objects.filter(pk=actors.head.person.pk).update(telephone=seal("13900000000"))
        assert len(ticked(seen(signed_in(actors.head), reverse("account_reminders")))) == 1
        assert not ticked(seen(signed_in(actors.liaison), reverse("account_reminders")))

    def test_the_address_of_a_calendar_is_shown_once(self, actors: cast.Cast) -> None:
        client = signed_in(actors.liaison)
        page = posted(client, "account_calendar")
        shown = re.search(r"http://testserver(/calendar/[\w-]{43}\.ics)", page)
        assert shown
        assert Client().get(shown[1]).status_code == 200
        assert "/calendar/" not in seen(client, reverse("account_reminders")).replace("/reminders/calendar", "")
        posted(client, "account_calendar_revoke")
        assert Client().get(shown[1]).status_code == 404
        assert CalendarFeed.objects.get().revoked_at is not None

    def test_administrators_are_not_reminded(self, actors: cast.Cast) -> None:
        assert reverse("account_reminders") not in seen(signed_in(actors.system), "/account/")
        assert reverse("account_reminders") in seen(signed_in(actors.liaison), "/account/")


class TestChannels:
    def test_a_channel_is_set_up_tried_out_and_turned_off(self, actors: cast.Cast) -> None:
        client = signed_in(actors.system)
        with peer() as robot:
            page = posted(
                client, "console_channel_new", "dingtalk", name="督查群", address=robot.url, secret="a-secret"
            )
            found = Channel.objects.get()
            assert "督查群" in page
            assert "took the test message" in posted(client, "console_channel_test", found.uid)
        assert len(robot.asked) == 1
        assert (unseal(found.address or ""), unseal(found.secret or "")) == (robot.url, "a-secret")
        posted(client, "console_channel_turn", found.uid, version="0", is_on="no")
        assert not Channel.objects.get().is_on
        kinds = Entry.objects.filter(kind__startswith="reminders.").values_list("kind", flat=True).order_by("seq")
        assert list(kinds) == ["reminders.channel_set_up", "reminders.channel_tested", "reminders.channel_turned"]

    def test_neither_address_nor_secret_is_shown_again_or_told_to_the_journal(self, actors: cast.Cast) -> None:
        client = signed_in(actors.system)
        given = {"name": "网关", "address": "http://127.0.0.1:9/send?key=T0ken", "secret": "S3cret"}
        posted(client, "console_channel_new", "webhook", **given)
        found = Channel.objects.get()
        pages = [seen(client, reverse("console_channel", args=[found.uid])), seen(client, reverse("console_channels"))]
        bodies = list(Entry.objects.values_list("body", flat=True))
        assert not [each for each in (*pages, *bodies) if "T0ken" in each or "S3cret" in each]
        assert "127.0.0.1" in pages[1]
        posted(client, "console_channel", found.uid, version="0", name="短信网关", is_for_all="on")
        changed = Channel.objects.get()
        assert (changed.name, changed.is_for_all, changed.version) == ("短信网关", True, 1)
        assert (changed.address, changed.secret) == (found.address, found.secret)  # left empty: they stay
        entry = Entry.objects.get(kind="reminders.channel_changed")
        assert '"is_new_address":false' in entry.body
        posted(client, "console_channel", found.uid, version="1", name="短信网关", secret="An0ther")
        assert unseal(Channel.objects.get().secret or "") == "An0ther"

    @pytest.mark.parametrize(
        ("kind", "given", "said"),
        [
            ("webhook", {"name": "a", "address": "http://127.0.0.1:9/"}, "Secret"),  # unsigned
            ("wecom", {"name": "a"}, "Address"),
            ("wecom", {"name": "", "address": "http://127.0.0.1:9/"}, "Name"),
            ("wecom", {"name": "群", "address": "http://127.0.0.1:9/"}, "already"),  # the name is taken
            ("wecom", {"name": "a", "address": "http://10.0.0.1/"}, "not public"),
            ("wecom", {"name": "a", "address": "ftp://127.0.0.1/"}, "https"),
            ("email", {"name": "a", "domains": "lan.gov.cn"}, "DUBAN_EMAIL_URL"),  # no server
        ],
    )
    def test_what_could_not_send_comes_back(
        self, actors: cast.Cast, kind: str, given: dict[str, str], said: str
    ) -> None:
        channel(actors, Channel.Kind.WECOM, name="群")
        page = posted(signed_in(actors.system), "console_channel_new", kind, **given)
        assert said in page.split('role="alert"')[1].split("</div>")[0]
        assert Channel.objects.count() == 1

    @pytest.mark.parametrize("domains", ["", "@", "lan", "lan.gov.cn,a b.cn/", "-lan.gov.cn"])
    def test_mail_goes_to_domains_that_are_some(self, actors: cast.Cast, settings: LazySettings, domains: str) -> None:
        settings.DUBAN_EMAIL_URL = MailServer("127.0.0.1", 25, "duban@lan.gov.cn", "none")
        client = signed_in(actors.system)
        assert 'role="alert"' in posted(client, "console_channel_new", "email", name="邮箱", domains=domains)
        posted(client, "console_channel_new", "email", name="邮箱", domains="@LAN.gov.cn, zf.lan.gov.cn")
        assert Channel.objects.get().domains == "lan.gov.cn zf.lan.gov.cn"

    def test_of_two_who_change_it_the_later_is_told(self, actors: cast.Cast) -> None:
        found, client = channel(actors), signed_in(actors.system)
        posted(client, "console_channel", found.uid, version="0", name="一")
        assert "changed meanwhile" in posted(client, "console_channel", found.uid, version="0", name="二")
        answer = client.post(reverse("console_channel_turn", args=[found.uid]), {"version": "0", "is_on": "no"})
        assert answer.status_code == 409
        assert (Channel.objects.get().name, Channel.objects.get().is_on) == ("一", True)

    def test_a_kind_that_the_deployer_does_not_allow_is_not_there(
        self, actors: cast.Cast, settings: LazySettings
    ) -> None:
        settings.DUBAN_CHANNELS = ("webhook",)
        client = signed_in(actors.system)
        assert reverse("console_channel_new", args=["wecom"]) not in seen(client, reverse("console_channels"))
        given = {"name": "a", "address": "http://127.0.0.1:9/"}
        assert "DUBAN_CHANNELS" in posted(client, "console_channel_new", "wecom", **given)

    def test_a_test_that_fails_says_why(self, actors: cast.Cast) -> None:
        client = signed_in(actors.system)
        with peer(Says(status=401)) as gateway:
            way = channel(actors, url=gateway.url)
            assert "a telephone number" in posted(client, "console_channel_test", way.uid)
            assert "HTTP 401" in posted(client, "console_channel_test", way.uid, to="13900000000")
        Channel.objects.update(is_on=False)
        assert "is off" in posted(client, "console_channel_test", way.uid, to="13900000000")

    def test_the_console_shows_numbers_and_errors_and_no_words(self, actors: cast.Cast) -> None:
        client = signed_in(actors.system)
        with peer(Says(status=403), Says()) as gateway:
            way = channel(actors, url=gateway.url)
            with transaction.atomic():
                for number in range(3):
                    put(
                        channel=way,
                        kind=Message.Kind.DIGEST,
                        key=f"digest:{number}",
                        words=Words(TITLE, TITLE),
                        recipient="13900000000",
                        user=actors.liaison.user,
                    )
            send_due(actors.city)
            page = seen(client, reverse("console_channels"))
            assert "HTTP 403" in page
            assert not [word for word in (TITLE, "13900000000", actors.liaison.name) if word in page]
            assert "waits again" in posted(client, "console_channel_again", way.uid)
            send_due(actors.city)
        assert Message.objects.filter(sent_at__isnull=False).count() == 3
        assert len({asked.headers["x-duban-delivery"] for asked in gateway.asked}) == 3  # the same id as before

    def test_the_self_check_says_what_is_missing(self, actors: cast.Cast, settings: LazySettings) -> None:
        def codes() -> set[str]:
            own = {"no_channel", "no_mail_server", "open_mail", "no_address", "given_up", "not_leaving"}
            found = {finding.code.removeprefix("doctor.") for finding in examine(actors.city)}
            assert all(finding.what and finding.remedy for finding in examine(actors.city))
            return found & own

        assert codes() == {"no_channel"}
        way = channel(actors, Channel.Kind.EMAIL)
        assert codes() == {"no_mail_server", "no_address"}
        settings.DUBAN_ADDRESS = "https://duban.lan.gov.cn"
        settings.DUBAN_EMAIL_URL = MailServer("127.0.0.1", 25, "duban@lan.gov.cn", "none")
        assert codes() == {"open_mail"}
        settings.DUBAN_EMAIL_URL = MailServer("127.0.0.1", 465, "duban@lan.gov.cn", "tls")
        with transaction.atomic():
            lost = put(channel=way, kind=Message.Kind.DIGEST, key="digest:1", words=Words("-", "-"))
            put(channel=way, kind=Message.Kind.DIGEST, key="digest:2", words=Words("-", "-"))
        assert lost is not None
        Message.objects.filter(pk=lost.pk).update(given_up_at=clock.now())
        with clock.frozen(clock.now() + timedelta(hours=1, seconds=1)):
            assert codes() == {"given_up", "not_leaving"}
