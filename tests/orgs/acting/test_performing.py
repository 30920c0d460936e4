"""The machinery of acts: who decides and who records, what takes effect at once, what waits, what leaves one entry."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given as over
from hypothesis import strategies

import cast
from duban.core import clock
from duban.core.errors import DomainError
from duban.journal.models import Content, Entry
from duban.orgs.acting.behalf import Behalf, Paper, Scan, may_record_for
from duban.orgs.acting.errors import (
    GivenInFuture,
    KeyUsed,
    NobodyInPost,
    NotForHim,
    NotRecordable,
    OwnAct,
    PaperIncomplete,
)
from duban.orgs.acting.performing import By, Performed, performed
from duban.orgs.acting.wording import given_in_words
from duban.orgs.errors import NotAllowed, NotVisible, NotYours
from duban.orgs.models import ActKey, Holding, Post, RecordedAct, Unit
from duban.orgs.viewers import Viewer, viewer_of
from orgs.acting.trial import BY_APPROVER, BY_LEADERS, DECIDED, NEVER, OWN, SOFT, TWICE, Given, trial_acts

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)  # a Thursday
PAPER = Paper(number="函〔2026〕3号", on=date(2026, 3, 5), held_at="综合科")


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


def service(code: str) -> Performed[Unit, Given, Unit]:
    return performed()[code]


def behalf_of(whose: Viewer, *, hours: float = 1, paper: Paper | None = None) -> Behalf:
    return Behalf(
        post=whose.posts[0],
        means=RecordedAct.Means.TELEPHONE,
        given_by=whose.name,
        given_at=clock.now() - timedelta(hours=hours),
        paper=paper,
    )


# What the doer does himself.


def test_ones_own_act_leaves_one_entry_under_ones_own_name(actors: cast.Cast, bureau: Unit) -> None:
    outcome = service(SOFT)(by=By(actors.head), about=bureau, given=Given("a"))
    entry = Entry.objects.filter(jurisdiction=actors.city.uid).latest("seq")
    assert (outcome.is_waiting, outcome.answer) == (False, bureau.uid)
    assert (entry.actor_name, entry.on_behalf_of) == (actors.head.name, "-")
    assert not RecordedAct.objects.exists()


def test_ones_own_decision_needs_no_paper_and_does_not_wait(actors: cast.Cast, bureau: Unit) -> None:
    assert not service(DECIDED)(by=By(actors.head), about=bureau, given=Given("a")).is_waiting


@pytest.mark.parametrize("code", [TWICE, NEVER])
def test_an_act_that_does_not_leave_exactly_one_entry_leaves_nothing(
    actors: cast.Cast, bureau: Unit, code: str
) -> None:
    before = Entry.objects.count()
    with pytest.raises(AssertionError):
        service(code)(by=By(actors.head), about=bureau, given=Given("changed"))
    bureau.refresh_from_db()
    assert (bureau.pinyin, Entry.objects.count()) == ("shi shui li ju", before)


def test_an_act_about_the_object_of_another_government_finds_nothing(actors: cast.Cast) -> None:
    foreign = cast.unit_of(actors.stranger.jurisdiction, "市水利局", "shi shui li ju")
    with pytest.raises(NotVisible):
        service(SOFT)(by=By(actors.head), about=foreign, given=Given("a"))
    with pytest.raises(NotVisible):
        service(SOFT)(by=By(actors.officer, behalf=behalf_of(actors.head)), about=foreign, given=Given("a"))


# Recording on behalf.


def test_a_soft_act_takes_effect_at_once_and_names_decider_and_recorder(actors: cast.Cast, bureau: Unit) -> None:
    outcome = service(SOFT)(by=By(actors.officer, behalf=behalf_of(actors.head)), about=bureau, given=Given("new"))
    bureau.refresh_from_db()
    entry = Entry.objects.filter(jurisdiction=actors.city.uid).latest("seq")
    recorded = RecordedAct.objects.get()
    assert (outcome.is_waiting, bureau.pinyin) == (False, "new")
    assert entry.actor_name == actors.officer.name
    assert actors.head.name in entry.on_behalf_of
    assert (recorded.stage, recorded.decider, recorded.recorder) == (
        RecordedAct.Stage.TAKEN,
        actors.head.person,
        actors.officer.user,
    )
    assert (entry.batch, json.loads(entry.body)["recorded"]["means"]) == (recorded.uid, "telephone")
    assert recorded.uid in entry.subjects


def test_a_decision_waits_and_changes_nothing(actors: cast.Cast, bureau: Unit) -> None:
    by = By(actors.officer, behalf=behalf_of(actors.head, paper=PAPER))
    outcome = service(DECIDED)(by=by, about=bureau, given=Given("new"))
    bureau.refresh_from_db()
    entry = Entry.objects.filter(jurisdiction=actors.city.uid).latest("seq")
    assert (outcome.is_waiting, bureau.pinyin) == (True, "shi shui li ju")
    assert (entry.kind, entry.actor_name) == ("orgs.act_recorded", actors.officer.name)


@pytest.mark.parametrize(
    "paper",
    [
        None,
        replace(PAPER, number=""),
        replace(PAPER, held_at=None),  # neither scan nor place
    ],
)
def test_a_decision_without_its_paper_is_refused(actors: cast.Cast, bureau: Unit, paper: Paper | None) -> None:
    by = By(actors.officer, behalf=behalf_of(actors.head, paper=paper))
    with pytest.raises(PaperIncomplete):
        service(DECIDED)(by=by, about=bureau, given=Given("new"))


def test_the_scan_of_the_paper_is_a_content_of_the_entry(actors: cast.Cast, bureau: Unit) -> None:
    paper = replace(PAPER, held_at=None, scan=Scan("a" * 64, "签批.pdf", 7))
    by = By(actors.officer, behalf=behalf_of(actors.head, paper=paper))
    service(DECIDED)(by=by, about=bureau, given=Given("new"))
    assert Content.objects.get(name="paper").sha256 == "a" * 64


@pytest.mark.parametrize("paper_on", [date(2026, 3, 6)])  # tomorrow
def test_a_paper_of_tomorrow_is_refused(actors: cast.Cast, bureau: Unit, paper_on: date) -> None:
    by = By(actors.officer, behalf=behalf_of(actors.head, paper=replace(PAPER, on=paper_on)))
    with pytest.raises(GivenInFuture):
        service(DECIDED)(by=by, about=bureau, given=Given("new"))


def test_what_is_given_in_the_future_is_refused(actors: cast.Cast, bureau: Unit) -> None:
    with pytest.raises(GivenInFuture):
        service(SOFT)(by=By(actors.officer, behalf=behalf_of(actors.head, hours=-1)), about=bureau, given=Given("a"))


@pytest.mark.parametrize(
    ("hours", "waits"),
    [
        (24, False),  # Wednesday: 1 working day
        (48, False),  # Tuesday: 2
        (72, True),  # Monday: 3
        (144, True),  # Friday of last week: the weekend does not count, but 4 working days do
    ],
)
def test_what_is_recorded_late_waits_even_if_soft(actors: cast.Cast, bureau: Unit, hours: int, waits: bool) -> None:
    outcome = service(SOFT)(
        by=By(actors.officer, behalf=behalf_of(actors.head, hours=hours)), about=bureau, given=Given("late")
    )
    assert outcome.is_waiting is waits
    assert RecordedAct.objects.get().is_late is waits


def test_nobody_in_the_post_on_that_day(actors: cast.Cast, bureau: Unit) -> None:
    vacant = Post.objects.create(jurisdiction=actors.city, unit=bureau, kind=Post.Kind.DEPUTY, created_at=clock.now())
    behalf = replace(behalf_of(actors.head), post=vacant)
    with pytest.raises(NobodyInPost):
        service(SOFT)(by=By(actors.officer, behalf=behalf), about=bureau, given=Given("a"))


def test_the_holder_of_the_day_it_was_given_decides_not_the_holder_of_today(actors: cast.Cast, bureau: Unit) -> None:
    post = actors.head.posts[0]
    Holding.objects.filter(post=post).update(until=date(2026, 3, 4))
    Holding.objects.create(jurisdiction=actors.city, post=post, person=actors.outsider.person, since=date(2026, 3, 5))
    service(SOFT)(by=By(actors.officer, behalf=behalf_of(actors.head, hours=24)), about=bureau, given=Given("a"))
    assert RecordedAct.objects.get().decider == actors.head.person


def test_nobody_records_his_own_act(actors: cast.Cast, bureau: Unit) -> None:
    with pytest.raises(OwnAct):
        service(SOFT)(by=By(actors.head, behalf=behalf_of(actors.head)), about=bureau, given=Given("a"))


def test_what_only_the_person_himself_can_do_is_not_recorded(actors: cast.Cast, bureau: Unit) -> None:
    with pytest.raises(NotRecordable):
        service(OWN)(by=By(actors.officer, behalf=behalf_of(actors.head)), about=bureau, given=Given("a"))


def test_the_decider_must_have_been_allowed_to_do_it(actors: cast.Cast, bureau: Unit) -> None:
    with pytest.raises(NotYours):
        service(SOFT)(by=By(actors.officer, behalf=behalf_of(actors.outsider)), about=bureau, given=Given("a"))
    with pytest.raises(NotAllowed):
        service(BY_LEADERS)(by=By(actors.officer, behalf=behalf_of(actors.head)), about=bureau, given=Given("a"))


def test_who_records_for_one_post_does_not_reach_another_post_of_the_same_person(
    actors: cast.Cast, bureau: Unit
) -> None:
    Holding.objects.filter(post=actors.leader.posts[0]).update(until=date(2026, 1, 1))
    Holding.objects.create(
        jurisdiction=actors.city, post=actors.leader.posts[0], person=actors.head.person, since=date(2026, 1, 2)
    )
    assert "leader" in viewer_of(actors.head.user).roles
    with pytest.raises(NotAllowed):
        service(BY_LEADERS)(by=By(actors.liaison, behalf=behalf_of(actors.head)), about=bureau, given=Given("a"))


# Who may record for whom: domain 3, rule 3.

MAY_RECORD = [
    # recorder, whose, may
    ("officer", "head", True),  # the office for any unit
    ("officer", "outsider", True),
    ("office_head", "liaison", True),
    ("officer", "leader", False),  # and for nobody else
    ("officer", "approver", False),
    ("registrar", "approver", True),  # a registrar for the approver
    ("registrar", "leader", False),
    ("registrar", "head", False),
    ("secretary", "leader", True),  # a secretary for the leader he serves
    ("secretary", "approver", False),
    ("secretary", "head", False),
    ("liaison", "head", True),  # a colleague of the same unit
    ("head", "liaison", True),
    ("outsider", "head", False),  # and of no other
    ("leader", "head", False),
    ("approver", "leader", False),
    ("auditor", "head", False),
    ("system", "head", False),
    ("security", "approver", False),
    ("stranger", "head", False),  # the officer of another government
    ("officer", "office_head", False),  # the office does its own acts itself
    ("office_head", "officer", False),
    ("officer", "auditor", False),
]


@pytest.mark.parametrize(("recorder", "whose", "may"), MAY_RECORD)
def test_who_may_record_for_whom(actors: cast.Cast, recorder: str, whose: str, may: bool) -> None:
    assert may_record_for(getattr(actors, recorder), getattr(actors, whose).posts[0]) is may


@pytest.mark.parametrize(
    ("code", "recorder", "whose", "may"),
    [
        (BY_LEADERS, "secretary", "leader", True),
        (BY_LEADERS, "officer", "leader", False),
        (BY_APPROVER, "registrar", "approver", True),
        (BY_APPROVER, "office_head", "approver", False),
    ],
)
def test_recording_for_leaders(
    actors: cast.Cast, bureau: Unit, code: str, recorder: str, whose: str, may: bool
) -> None:
    by = By(getattr(actors, recorder), behalf=behalf_of(getattr(actors, whose)))
    if may:
        assert not service(code)(by=by, about=bureau, given=Given("a")).is_waiting
        return
    with pytest.raises(NotForHim):
        service(code)(by=by, about=bureau, given=Given("a"))


# Keys.


def test_the_same_key_and_input_give_the_first_answer_and_one_entry(actors: cast.Cast, bureau: Unit) -> None:
    by = By(actors.head, key="k1")
    first = service(SOFT)(by=by, about=bureau, given=Given("a"))
    count = Entry.objects.count()
    again = service(SOFT)(by=by, about=bureau, given=Given("a"))
    assert (again.answer, again.is_repeated, Entry.objects.count()) == (first.answer, True, count)


def test_a_repeated_decision_still_says_that_it_waits(actors: cast.Cast, bureau: Unit) -> None:
    by = By(actors.officer, behalf=behalf_of(actors.head, paper=PAPER), key="k1")
    first = service(DECIDED)(by=by, about=bureau, given=Given("a"))
    again = service(DECIDED)(by=by, about=bureau, given=Given("a"))
    assert again.waiting == first.waiting
    assert RecordedAct.objects.count() == 1


def test_the_same_key_with_other_input_is_refused(actors: cast.Cast, bureau: Unit) -> None:
    service(SOFT)(by=By(actors.head, key="k1"), about=bureau, given=Given("a"))
    with pytest.raises(KeyUsed):
        service(SOFT)(by=By(actors.head, key="k1"), about=bureau, given=Given("b"))


def test_the_same_key_for_another_decider_is_refused(actors: cast.Cast, bureau: Unit) -> None:
    service(SOFT)(by=By(actors.officer, behalf=behalf_of(actors.head), key="k1"), about=bureau, given=Given("a"))
    with pytest.raises(KeyUsed):
        service(SOFT)(by=By(actors.officer, behalf=behalf_of(actors.deputy), key="k1"), about=bureau, given=Given("a"))


def test_a_key_belongs_to_one_person_and_one_act(actors: cast.Cast, bureau: Unit) -> None:
    for viewer, code in ((actors.head, SOFT), (actors.deputy, SOFT), (actors.head, DECIDED)):
        assert not service(code)(by=By(viewer, key="k1"), about=bureau, given=Given("a")).is_repeated


def test_a_refused_act_gives_its_key_back(actors: cast.Cast, bureau: Unit) -> None:
    with pytest.raises(DomainError):
        service(SOFT)(by=By(actors.head, key="k1"), about=bureau, given=Given("gone"))
    assert not ActKey.objects.exists()


# What an act was given.


@over(
    strategies.builds(
        Given,
        name=strategies.text(max_size=20),
        count=strategies.integers(),
        share=strategies.decimals(allow_nan=False, allow_infinity=False, places=3),
        on=strategies.none() | strategies.dates(),
        lines=strategies.lists(strategies.text(max_size=5), max_size=3).map(tuple),
        is_firm=strategies.booleans(),
    )
)
def test_what_an_act_was_given_comes_back_from_its_record(given: Given) -> None:
    assert service(SOFT).given_of(service(SOFT).text_of(given)) == given


def test_what_an_act_was_given_is_shown_in_words(actors: cast.Cast, bureau: Unit) -> None:
    given = Given("水利局", count=3, share=Decimal("0.5"), on=date(2026, 3, 1), lines=("甲", "乙"))
    service(DECIDED)(by=By(actors.officer, behalf=behalf_of(actors.head, paper=PAPER)), about=bureau, given=given)
    shown = {line.title: line.words for line in given_in_words(RecordedAct.objects.get())}
    assert (shown["Name"], shown["Count"], shown["Share"]) == ("水利局", "3", "0.5")
    assert not [words for words in shown.values() if "{" in words or "[" in words]
