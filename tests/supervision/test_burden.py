"""What is asked of units: counted as it stands, shown before more is asked, never in the way (domain 4.3, 6.2)."""

from collections import Counter
from datetime import UTC, date, datetime
from json import loads

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from acts import matters, urging
from duban.core import clock
from duban.journal.models import Entry
from duban.ledger.models import Matter
from duban.orgs.models import Unit
from duban.orgs.viewers import Viewer
from duban.progress.models import Contribution, ProgressReport, Request
from duban.supervision.burden import ceiling
from duban.supervision.burden.counting import asks_this_month, burden_of
from progress import year

pytestmark = pytest.mark.django_db

APRIL = datetime(2026, 4, 1, 4, tzinfo=UTC)


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def _kinds(actors: cast.Cast, unit: Unit) -> dict[str, Counter[str]]:
    line = burden_of(actors.city, 2026, [unit])[0]
    return {asks.month: asks.kinds for asks in line.months if asks.count}


def test_every_ask_counts_in_its_month_for_the_unit_that_it_is_asked_of(actors: cast.Cast) -> None:
    with year.at(date(2026, 3, 31)):
        matters.assigned(actors)
        matters.registered(actors)  # not served: asked of nobody yet
        urging.urged(actors)
    bureau, other = urging.bureau(actors), Unit.objects.get(name="市民政局")
    with clock.frozen(APRIL):
        matters.assigned(actors)
        assert _kinds(actors, bureau) == {"2026-03": Counter(matters=1, slips=1), "2026-04": Counter(matters=1)}
        assert _kinds(actors, other) == {"2026-03": Counter(matters_helped=1), "2026-04": Counter(matters_helped=1)}
        lines = burden_of(actors.city, 2026)
    assert [line.unit for line in lines] == list(Unit.objects.filter(pk__in=[bureau.pk, other.pk]).order_by("position"))
    assert [line.count for line in lines] == [3, 2]


def test_reports_contributions_and_requests_are_counted_again_from_their_rows(actors: cast.Cast) -> None:
    year.running(actors)
    year.on(actors, date(2026, 4, 1))
    with clock.frozen(APRIL):
        for unit in Unit.objects.filter(jurisdiction=actors.city):
            for month, kinds in _kinds(actors, unit).items():
                of_month = {"part__unit": unit, "period__month": month}
                assert kinds["reports"] == ProgressReport.objects.filter(**of_month).exclude(stage="exempt").count()
                asked = Contribution.objects.filter(**of_month).exclude(stage="exempt")
                assert kinds["contributions"] == asked.count()
                assert kinds["requests"] == Request.objects.filter(part__unit=unit, since=month).count()
        assert sum(line.count for line in burden_of(actors.city, 2026)) >= ProgressReport.objects.count() > 0


@pytest.mark.parametrize(("most", "is_full", "is_over"), [(3, False, False), (2, True, False), (1, True, True)])
def test_the_ceiling_is_reached_with_as_many_and_passed_with_more(
    actors: cast.Cast, monkeypatch: pytest.MonkeyPatch, most: int, is_full: bool, is_over: bool
) -> None:
    _ceiling(monkeypatch, most)
    with year.at(date(2026, 4, 1)):
        matters.assigned(actors)
        matters.assigned(actors)
        asks = asks_this_month(actors.city)[urging.bureau(actors).uid]
    assert (asks.count, asks.is_full, asks.is_over) == (2, is_full, is_over)


def _ceiling(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    row = ceiling.Ceiling(version="2", since=date(2026, 1, 1), basis="test", asks=most)
    monkeypatch.setattr(ceiling, "HISTORY", (*ceiling.HISTORY, row))


def _client(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(viewer.user)
    return client


def test_above_the_ceiling_one_sentence_is_asked_and_recorded_and_the_matter_goes_on(
    actors: cast.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ceiling(monkeypatch, 1)
    unit = urging.bureau(actors)
    with year.at(date(2026, 4, 1)):
        matters.assigned(actors)
        client = _client(actors.officer)
        assert "本月已有 1 件" in client.get("/matters/new/").content.decode()
        sent = {
            "title": "排查小水库",
            "demand": "逐座排查。",
            "source": "order",
            "source_on": "2026-04-01",
            "lead": unit.uid,
            "urgency": "normal",
            "act_key": "key-of-the-officer",
        }
        refused = client.post("/matters/new/", sent)
        assert refused.status_code == 200
        assert "一句话" in refused.content.decode()
        assert Matter.objects.count() == 1
        for _twice in range(2):  # a double click says it once
            assert client.post("/matters/new/", {**sent, "why_more": "汛期前必须查完。"}).status_code == 302
    assert Matter.objects.count() == 2
    entry = Entry.objects.get(kind="supervision.more_asked")
    body = loads(entry.body)
    assert (body["unit"], body["asks"], body["ceiling"], body["asked_for"]) == (unit.name, 1, 1, "排查小水库")


def test_below_the_ceiling_nothing_is_asked(actors: cast.Cast) -> None:
    with year.at(date(2026, 4, 1)):
        sent = {
            "title": "排查小水库",
            "demand": "逐座排查。",
            "source": "order",
            "source_on": "2026-04-01",
            "lead": urging.bureau(actors).uid,
            "urgency": "normal",
        }
        assert _client(actors.officer).post("/matters/new/", sent).status_code == 302
    assert not Entry.objects.filter(kind="supervision.more_asked").exists()


def test_the_pages_show_the_months_and_ask_as_much_whatever_is_asked(actors: cast.Cast) -> None:
    client, own = _client(actors.auditor), _client(actors.liaison)
    unit = urging.bureau(actors)
    with year.at(date(2026, 4, 1)):
        matters.assigned(actors)
        counted = []
        for _more in range(2):
            with CaptureQueriesContext(connection) as asked:
                assert unit.name in client.get("/burden/").content.decode()
            counted.append(len(asked))
            matters.assigned(actors)
        assert counted[0] == counted[1] <= 20
        assert "交办事项" in own.get(f"/units/{unit.uid}/burden/").content.decode()
        assert own.get("/burden/?year=1").status_code in (403, 404)
        assert client.get("/burden/?year=2999").status_code == 404
