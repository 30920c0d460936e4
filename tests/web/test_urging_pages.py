"""Urging as pages: ticks and one slip a unit, the calls of the day, a supervision slip from proposal to answer."""

import re

import pytest
from django.test import Client
from django.urls import reverse

import cast
from acts.urging import bureau, code, late, proposed, sent
from duban.core import clock
from duban.core.sealing import seal
from duban.journal.models import AccessRecord, Entry
from duban.ledger.models import Part
from duban.orgs.viewers import Viewer
from duban.supervision.models import SupervisionSlip, UrgingCall, UrgingSlip
from duban.supervision.stages import SlipStage

pytestmark = pytest.mark.django_db
KEY = "key-of-a-form"


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def client_of(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(viewer.user)
    return client


def page(viewer: Viewer, url: str) -> str:
    answer = client_of(viewer).get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def today() -> str:
    """The day as forms write it."""
    return clock.today().isoformat()


def ticks(shown: str) -> list[str]:
    """How each tick of the list stands."""
    return re.findall(r'name="duty"[^>]* (checked|disabled)>', shown)


def both_late(actors: cast.Cast) -> list[str]:
    """What each of the two units owes, as the list names it."""
    late(actors)
    Part.objects.update(receive_by=Part.objects.get(unit=bureau(actors)).receive_by)
    parts = Part.objects.select_related("unit").order_by("unit__position")
    return [f"{part.unit.uid}/receipt:{part.uid}" for part in parts]


def test_one_screen_ticks_and_one_slip_for_each_unit(actors: cast.Cast) -> None:
    ticked = both_late(actors)
    assert ticks(page(actors.officer, reverse("urging"))) == ["checked", "checked"]
    form = {"duty": ticked, "note": "请抓紧。", "act_key": KEY}
    client = client_of(actors.officer)
    assert client.post(reverse("urging"), form).status_code == 302
    assert client.post(reverse("urging"), form).status_code == 302  # a double click sends nothing more
    assert sorted(UrgingSlip.objects.values_list("number", "note")) == [(1, "请抓紧。"), (2, "请抓紧。")]
    batches = set(Entry.objects.filter(kind="supervision.unit_urged").values_list("batch", flat=True))
    assert len(batches) == 1
    assert ticks(page(actors.officer, reverse("urging"))) == ["disabled", "disabled"]
    slip = UrgingSlip.objects.get(number=1)
    for viewer in (actors.officer, actors.head):
        assert "请抓紧。" in page(viewer, reverse("urging_slip", args=[slip.uid]))


def test_one_unit_refused_holds_up_no_other(actors: cast.Cast) -> None:
    ticked = both_late(actors)
    form = {"duty": [*ticked[:1], f"{ticked[1].partition('/')[0]}/receipt:000000000000"], "act_key": KEY}
    answer = client_of(actors.officer).post(reverse("urging"), form)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert UrgingSlip.objects.count() == 1


def test_the_call_sheet_shows_numbers_to_who_calls_and_notes_that_they_were_read(actors: cast.Cast) -> None:
    late(actors)
    actors.liaison.person.telephone = seal("0475-8301234")
    actors.liaison.person.save()
    assert "0475-8301234" in page(actors.officer, reverse("urging_calls"))
    assert AccessRecord.objects.filter(what="orgs.telephone_read").count() == 1


@pytest.mark.parametrize("is_reached", ["True", "False"])
def test_one_key_records_a_call(actors: cast.Cast, is_reached: str) -> None:
    unit = late(actors)
    form = {
        "unit": unit.uid,
        "duty": [code()],
        "is_reached": is_reached,
        "called_on": today(),
        "caller": actors.officer.person.uid,
        "person": actors.liaison.person.uid,
        "act_key": KEY,
    }
    assert client_of(actors.officer).post(reverse("urging_calls"), form).status_code == 302
    made = UrgingCall.objects.get()
    assert (made.is_reached, made.person, made.caller) == (
        is_reached == "True",
        actors.liaison.person,
        actors.officer.person,
    )


def test_what_was_typed_of_a_call_stays_where_it_is_refused(actors: cast.Cast) -> None:
    unit = late(actors)
    form = {"unit": unit.uid, "duty": [code()], "is_reached": "True", "words": "已在办", "called_on": "someday"}
    answer = client_of(actors.officer).post(reverse("urging_calls"), form)
    assert answer.status_code == 200
    assert "已在办" in answer.content.decode()
    assert UrgingCall.objects.count() == 0


def test_a_slip_is_proposed_from_the_list_and_sent_by_another(actors: cast.Cast) -> None:
    unit = late(actors)
    shown = page(actors.officer, reverse("slips"))
    url = reverse("act", args=["supervision.propose_slip", unit.uid])
    assert url in shown
    assert "办理措施" in page(actors.officer, f"{url}?matter={code()}")  # begins with what is usually required
    form = {"matter": code(), "demand": "请签收。", "act_key": KEY}
    client_of(actors.officer).post(url, form)
    slip = SupervisionSlip.objects.get()
    own = reverse("supervision_slip", args=[slip.uid])
    assert own in page(actors.office_head, reverse("slips"))
    assert client_of(actors.head).get(own).status_code == 404
    sending = {"served_on": today(), "act_key": "key-of-the-head"}
    client_of(actors.office_head).post(reverse("act", args=["supervision.send_slip", slip.uid]), sending)
    slip.refresh_from_db()
    assert slip.stage == SlipStage.SENT
    assert reverse("act", args=["supervision.state_reasons", slip.uid]) in page(actors.head, own)


def test_reasons_show_on_the_slip(actors: cast.Cast) -> None:
    slip = sent(actors)
    form = {"reasons": "人员调整，今日签收。", "act_key": KEY, "version": str(slip.version)}
    client_of(actors.head).post(reverse("act", args=["supervision.state_reasons", slip.uid]), form)
    assert "人员调整，今日签收。" in page(actors.officer, reverse("supervision_slip", args=[slip.uid]))


def test_a_register_of_slips_can_be_narrowed_by_stage(actors: cast.Cast) -> None:
    slip = proposed(actors)
    own = reverse("supervision_slip", args=[slip.uid])
    assert own in page(actors.office_head, f"{reverse('slips')}?stage=proposed")
    assert own not in page(actors.office_head, f"{reverse('slips')}?stage=answered")
