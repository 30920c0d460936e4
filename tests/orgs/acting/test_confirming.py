"""The second person: confirms that entry and paper agree, or refuses; never who recorded or who decided."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

import cast
from duban.core import clock
from duban.journal.models import Entry
from duban.orgs.acting import confirming
from duban.orgs.acting.behalf import Behalf, Paper
from duban.orgs.acting.errors import HeadNeeded, SecondPersonNeeded
from duban.orgs.acting.performing import By, performed
from duban.orgs.acting.selectors import waiting_recorded
from duban.orgs.errors import NotAllowed, NotVisible, Stale
from duban.orgs.models import Post, RecordedAct, Unit
from duban.orgs.viewers import Viewer, viewer_of
from orgs.acting.trial import BY_APPROVER, DECIDED, GONE, SOFT, Given, trial_acts

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def standing_still() -> Iterator[None]:
    with trial_acts(), clock.frozen(NOON):
        yield


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def bureau(actors: cast.Cast) -> Unit:
    return Unit.objects.get(pk__in=actors.head.unit_ids)


def waiting(
    bureau: Unit, recorder: Viewer, whose: Viewer, *, code: str = DECIDED, name: str = "new", days: int = 0
) -> RecordedAct:
    behalf = Behalf(
        post=whose.posts[0],
        means=RecordedAct.Means.PAPER,
        given_by=whose.name,
        given_at=clock.now() - timedelta(days=days, hours=1),
        paper=Paper(number="3", on=date(2026, 3, 1), held_at="综合科"),
    )
    performed()[code](by=By(recorder, behalf=behalf), about=bureau, given=Given(name))
    return RecordedAct.objects.latest("pk")


def test_confirmed_it_takes_effect_in_the_name_of_its_recorder_for_its_decider(actors: cast.Cast, bureau: Unit) -> None:
    recorded = waiting(bureau, actors.officer, actors.head)
    confirming.confirm(viewer=actors.office_head, recorded=recorded)
    bureau.refresh_from_db()
    recorded.refresh_from_db()
    effect, confirmation = Entry.objects.filter(jurisdiction=actors.city.uid, batch=recorded.uid).order_by("seq")
    assert (bureau.pinyin, recorded.stage, recorded.second) == ("new", "confirmed", actors.office_head.user)
    assert (effect.actor_name, confirmation.actor_name) == (actors.officer.name, actors.office_head.name)
    assert actors.head.name in effect.on_behalf_of
    assert confirmation.kind == "orgs.act_confirmed"


def test_refused_it_never_takes_effect(actors: cast.Cast, bureau: Unit) -> None:
    recorded = waiting(bureau, actors.officer, actors.head)
    confirming.refuse(viewer=actors.registrar, recorded=recorded, remark="日期不符")
    bureau.refresh_from_db()
    recorded.refresh_from_db()
    assert (bureau.pinyin, recorded.stage, recorded.remark) == ("shi shui li ju", "refused", "日期不符")
    with pytest.raises(Stale):
        confirming.confirm(viewer=actors.office_head, recorded=recorded)


def test_who_recorded_it_cannot_confirm_it(actors: cast.Cast, bureau: Unit) -> None:
    recorded = waiting(bureau, actors.officer, actors.head)
    with pytest.raises(SecondPersonNeeded):
        confirming.confirm(viewer=actors.officer, recorded=recorded)


def test_who_decided_it_cannot_confirm_it(actors: cast.Cast, bureau: Unit) -> None:
    """A head of a unit who is a registrar of the office besides."""
    recorded = waiting(bureau, actors.officer, actors.head)
    RecordedAct.objects.filter(pk=recorded.pk).update(decider=actors.registrar.person)
    recorded.refresh_from_db()
    with pytest.raises(SecondPersonNeeded):
        confirming.confirm(viewer=actors.registrar, recorded=recorded)


@pytest.mark.parametrize("role", ["head", "leader", "approver", "auditor", "liaison"])
def test_only_the_office_confirms(actors: cast.Cast, bureau: Unit, role: str) -> None:
    with pytest.raises(NotAllowed):
        confirming.confirm(viewer=getattr(actors, role), recorded=waiting(bureau, actors.officer, actors.head))


@pytest.mark.parametrize("role", ["stranger", "system"])
def test_for_others_there_is_nothing_to_confirm(actors: cast.Cast, bureau: Unit, role: str) -> None:
    with pytest.raises(NotVisible):
        confirming.confirm(viewer=getattr(actors, role), recorded=waiting(bureau, actors.officer, actors.head))


def test_what_was_recorded_late_needs_the_head_of_the_office(actors: cast.Cast, bureau: Unit) -> None:
    recorded = waiting(bureau, actors.officer, actors.head, code=SOFT, days=3)
    with pytest.raises(HeadNeeded):
        confirming.confirm(viewer=actors.registrar, recorded=recorded)
    confirming.confirm(viewer=actors.office_head, recorded=recorded)
    bureau.refresh_from_db()
    assert bureau.pinyin == "new"


def test_what_the_head_recorded_late_goes_to_any_second_person(actors: cast.Cast, bureau: Unit) -> None:
    recorded = waiting(bureau, actors.office_head, actors.head, code=SOFT, days=3)
    confirming.confirm(viewer=actors.officer, recorded=recorded)
    recorded.refresh_from_db()
    assert recorded.stage == "confirmed"


def test_it_is_confirmed_once(actors: cast.Cast, bureau: Unit) -> None:
    recorded = waiting(bureau, actors.officer, actors.head)
    confirming.confirm(viewer=actors.office_head, recorded=recorded)
    with pytest.raises(Stale):
        confirming.confirm(viewer=actors.registrar, recorded=recorded)


def test_what_cannot_take_effect_any_more_stays_waiting_and_can_be_refused(actors: cast.Cast, bureau: Unit) -> None:
    recorded = waiting(bureau, actors.officer, actors.head, name=GONE)
    with pytest.raises(Stale):
        confirming.confirm(viewer=actors.office_head, recorded=recorded)
    recorded.refresh_from_db()
    assert recorded.stage == "waiting"
    confirming.refuse(viewer=actors.office_head, recorded=recorded, remark="已过时")


def test_a_decision_is_judged_by_the_posts_of_the_day_it_was_given(actors: cast.Cast, bureau: Unit) -> None:
    recorded = waiting(bureau, actors.officer, actors.head)
    Post.objects.get(pk=actors.head.posts[0].pk).holdings.update(until=date(2026, 3, 4))
    confirming.confirm(viewer=viewer_of(actors.office_head.user), recorded=recorded)
    bureau.refresh_from_db()
    assert bureau.pinyin == "new"


def test_the_desk_shows_what_waits_for_a_second_person_to_those_who_can_be_it(actors: cast.Cast, bureau: Unit) -> None:
    decided = waiting(bureau, actors.officer, actors.head)
    late = waiting(bureau, actors.officer, actors.head, code=SOFT, days=3)
    by_head = waiting(bureau, actors.office_head, actors.deputy, code=SOFT, days=3)
    signed = waiting(bureau, actors.registrar, actors.approver, code=BY_APPROVER, days=3)
    shown = {
        role: list(waiting_recorded(getattr(actors, role)))
        for role in ("officer", "office_head", "registrar", "head", "approver", "stranger")
    }
    assert shown == {
        "officer": [by_head],
        "office_head": [decided, late, signed],
        "registrar": [decided, by_head],
        "head": [],
        "approver": [],
        "stranger": [],
    }
    assert [confirming.objection_to(actors.registrar, row) is None for row in shown["registrar"]] == [True, True]
