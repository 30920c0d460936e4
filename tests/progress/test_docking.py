"""Docking: a cooperating unit offers, the lead agrees or declines with a reason (domain 3.9)."""

from datetime import date

import pytest

import cast
from duban.ledger.issuing.errors import WordsNeeded, WordsTooLong
from duban.ledger.models import Part
from duban.orgs.acting.performing import By
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import NotAllowed, NotYours, Stale
from duban.progress.asking.docking import OfferAnswered, Offered, answer_docking, offer_docking
from duban.progress.asking.errors import NotAsked, OfferedAlready
from duban.progress.asking.requests import RequestSet, set_request
from duban.progress.models import Contribution, Docking, Request
from duban.progress.selectors.undocked import undocked_among, undocked_of, with_dockings
from progress import year

OFFER = Offered("季青禾", "按月提供名单", date(2026, 3, 15))


@pytest.fixture
def actors(db: None) -> cast.Cast:
    made = cast.assemble()
    year.running(made)
    return made


def part(unit: str) -> Part:
    return Part.objects.get(unit__name=unit)


def offer(actors: cast.Cast) -> Docking:
    with year.at(year.ISSUED):
        offer_docking(by=By(actors.outsider), about=part("市民政局"), given=OFFER)
    return Docking.objects.order_by("-pk")[0]


def answer(actors: cast.Cast, docking: Docking, *, is_agreed: bool, reason: str = "") -> None:
    with year.at(year.ISSUED):
        answer_docking(by=By(actors.liaison), about=docking, given=OfferAnswered(is_agreed, reason))


def test_agreed_an_offer_is_a_standing_request(actors: cast.Cast) -> None:
    docking = offer(actors)
    with pytest.raises(OfferedAlready):
        offer(actors)
    answer(actors, docking, is_agreed=True)
    docking.refresh_from_db()
    request = Request.objects.get()
    assert (docking.stage, docking.request, request.what, request.repeats) == ("agreed", request, "按月提供名单", True)
    year.on(actors, year.ISSUED)
    assert Contribution.objects.get().part == part("市民政局")
    with pytest.raises(Stale):
        answer(actors, docking, is_agreed=True)


def test_declined_with_a_reason_another_offer_can_be_made(actors: cast.Cast) -> None:
    docking = offer(actors)
    with pytest.raises(WordsNeeded):
        answer(actors, docking, is_agreed=False, reason=" ")
    answer(actors, docking, is_agreed=False, reason="已有名单")
    docking.refresh_from_db()
    assert (docking.stage, docking.answer, docking.request) == ("declined", "已有名单", None)
    assert offer(actors).pk != docking.pk


def test_what_is_asked_already_can_still_be_agreed_to(actors: cast.Cast) -> None:
    docking = offer(actors)
    with year.at(year.ISSUED):
        given = RequestSet(part("市民政局").uid, "按月提供名单")
        set_request(by=By(actors.liaison), about=part("市水利局"), given=given)
    answer(actors, docking, is_agreed=True)
    docking.refresh_from_db()
    assert docking.request == Request.objects.get()


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (Offered("", "名单"), WordsNeeded),
        (Offered("季青禾", " "), WordsNeeded),
        (Offered("季" * 65, "名单"), WordsTooLong),
        (Offered("季青禾", "名" * 256), WordsTooLong),
    ],
)
def test_an_offer_says_whom_to_call_and_what(actors: cast.Cast, given: Offered, error: type[Exception]) -> None:
    with pytest.raises(error):
        offer_docking(by=By(actors.outsider), about=part("市民政局"), given=given)
    assert not Docking.objects.exists()


def test_a_unit_offers_for_itself_and_the_lead_answers(actors: cast.Cast) -> None:
    with pytest.raises(NotYours):
        offer_docking(by=By(actors.outsider), about=part("市水利局"), given=OFFER)
    with pytest.raises(NotAsked):  # it leads
        offer_docking(by=By(actors.liaison), about=part("市水利局"), given=OFFER)
    docking = offer(actors)
    with pytest.raises((NotAllowed, NotYours)):
        answer_docking(by=By(actors.outsider), about=docking, given=OfferAnswered(is_agreed=True))


@pytest.mark.parametrize(
    ("day", "is_shown"), [(date(2026, 3, 16), False), (date(2026, 3, 17), True)]
)  # the tenth working day after the Monday of issue, and the day after
def test_who_neither_offered_nor_was_asked_is_shown_to_both(actors: cast.Cast, day: date, *, is_shown: bool) -> None:
    calendar = calendar_of(actors.city)
    lead, helper = part("市水利局"), part("市民政局")
    Part.objects.filter(pk=helper.pk).update(role="cooperating")
    with year.at(day):
        seen = [undocked_of({unit}, actors.city, calendar) for unit in (lead.unit_id, helper.unit_id)]
        assert [[each.words for each in found] for found in seen] == (
            [["市民政局"], ["市水利局"]] if is_shown else [[], []]
        )
        parts = with_dockings(Part.objects.select_related("unit"))
        assert undocked_among(parts, lead.task, calendar) == ({helper.unit.uid} if is_shown else set())
        offer_docking(by=By(actors.outsider), about=helper, given=OFFER)
        assert undocked_of({lead.unit_id, helper.unit_id}, actors.city, calendar) == []
