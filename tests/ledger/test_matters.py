"""Assigned matters: one matter one slip, from its source to its closing; days by name (domain 3.8)."""

from datetime import date, timedelta
from json import loads

import pytest

import cast
from acts import issuing, matters, progress
from duban.journal.models import Entry
from duban.ledger.issuing.errors import WordsNeeded, WordsTooLong
from duban.ledger.matters.closing import (
    MatterChecked,
    MatterClosed,
    MatterWithdrawn,
    check_matter,
    close_matter,
    withdraw_matter,
)
from duban.ledger.matters.doing import MatterBegun, MatterSigned, begin_matter, sign_matter
from duban.ledger.matters.errors import (
    CloserNeeded,
    DueBeforeService,
    GivenLater,
    MatterWrong,
    NoReply,
    NotChecked,
    OwnEntry,
    ServedOutside,
    UnitNotAssignable,
)
from duban.ledger.matters.extending import ask_extension
from duban.ledger.matters.registering import MatterAssigned, assign_matter
from duban.ledger.matters.replying import (
    MatterReplied,
    ReplyDrafted,
    ReplyReturned,
    draft_reply,
    reply_matter,
    return_reply,
)
from duban.ledger.matters.selectors import OverdueMatter, overdue_matters
from duban.ledger.models import Matter, MatterReply, Task
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotAllowed, NotYours, Stale
from duban.orgs.models import Jurisdiction, Unit
from duban.orgs.ticking import tick
from duban.progress.closing.verifying import TaskClosed, close_task
from duban.progress.evidencing.errors import AttachedAlready, NothingToSupport
from duban.progress.evidencing.of_matters import MatterSupported, support_matter
from duban.progress.models import EvidenceUse
from progress import year

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def last_moves() -> list[list[str]]:
    found: list[list[str]] = loads(Entry.objects.order_by("-seq")[0].body)["moves"]
    return found


def test_a_matter_goes_from_its_source_to_its_closing(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        matter = matters.registered(actors)
        assert (matter.year, matter.number, matter.stage, matter.days) == (2026, 1, "registered", 15)
        assign_matter(by=By(actors.officer), about=matter, given=MatterAssigned(MONDAY))
        matter = matters.fresh(matter)
        assert (matter.sign_by, matter.due_on) == (date(2026, 3, 5), date(2026, 3, 17))
        sign_matter(by=By(actors.liaison), about=matter, given=MatterSigned())
        assert last_moves() == [["assigned", "signed"]]
        begin_matter(by=By(actors.deputy), about=matters.fresh(matter), given=MatterBegun("丁一舟"))
        draft_reply(by=By(actors.liaison), about=matters.fresh(matter), given=ReplyDrafted("已排查12座。"))
        reply_matter(by=By(actors.head), about=matters.fresh(matter), given=MatterReplied())
        assert last_moves() == [["doing", "replied"]]
        check_matter(by=By(actors.officer), about=matters.fresh(matter), given=MatterChecked("抽查3座，属实"))
        close_matter(by=By(actors.office_head), about=matters.fresh(matter), given=MatterClosed())
    matter = matters.fresh(matter)
    reply = matter.replies.get()
    assert (matter.stage, matter.was_late, matter.ended_at is None) == ("closed", False, False)
    assert (reply.text, reply.drafted_by, reply.signed_by) == ("已排查12座。", "丁一舟", "江望舒")
    with year.at(MONDAY):
        assert matters.registered(actors).number == 2


@pytest.mark.parametrize(
    ("more", "due_on", "sign_by"),
    [
        ({"urgency": "urgent"}, date(2026, 3, 5), date(2026, 3, 3)),
        ({"urgency": "normal"}, date(2026, 3, 17), date(2026, 3, 5)),
        ({"urgency": "hard"}, date(2026, 4, 1), date(2026, 3, 5)),
        ({"source": "meeting"}, date(2026, 3, 22), date(2026, 3, 5)),
        ({"source": "meeting", "urgency": "urgent"}, date(2026, 3, 5), date(2026, 3, 3)),
        ({"due_on": MONDAY}, MONDAY, date(2026, 3, 5)),  # the day that the leader set is kept, however near
    ],
)
def test_a_matter_is_due_by_its_urgency(
    actors: cast.Cast, more: dict[str, object], due_on: date, sign_by: date
) -> None:
    with year.at(MONDAY):
        matter = matters.assigned(actors, **more)
    assert (matter.due_on, matter.first_due_on, matter.sign_by) == (due_on, due_on, sign_by)


def test_what_is_registered_wrongly_is_refused_and_takes_no_number(actors: cast.Cast) -> None:
    group = cast.unit_of(actors.city, "各县市区政府", "ge xian", Unit.Kind.COLLECTIVE_ALL)
    ended = cast.unit_of(actors.city, "市粮食局", "shi liang shi ju")
    Unit.objects.filter(pk=ended.pk).update(until=MONDAY - DAY)
    own = matters.unit_of(actors.head)
    with year.at(MONDAY):
        for more, error in (
            ({"title": " "}, WordsNeeded),
            ({"title": "长" * 129}, WordsTooLong),
            ({"demand": ""}, WordsNeeded),
            ({"source": "rumour"}, MatterWrong),
            ({"urgency": "someday"}, MatterWrong),
            ({"source_on": None}, MatterWrong),
            ({"source_on": MONDAY + DAY}, GivenLater),
            ({"due_on": MONDAY - DAY}, DueBeforeService),
            ({"lead": group.uid}, UnitNotAssignable),
            ({"lead": ended.uid}, UnitNotAssignable),
            ({"lead": "nobody"}, UnitNotAssignable),
            ({"cooperating": (own.uid,)}, UnitNotAssignable),
            ({"leader": actors.head.person.uid}, MatterWrong),
            ({"task": "none"}, MatterWrong),
            ({"instruction": "none"}, MatterWrong),
        ):
            with pytest.raises(error):
                matters.registered(actors, **more)
        assert matters.registered(actors, leader=actors.leader.person.uid).number == 1


def test_a_slip_is_served_between_registration_and_today(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        matter = matters.registered(actors, due_on=MONDAY + DAY)
    with year.at(MONDAY + 2 * DAY):
        for day, error in (
            (MONDAY - DAY, ServedOutside),
            (MONDAY + 3 * DAY, ServedOutside),
            (MONDAY + 2 * DAY, DueBeforeService),  # it was due yesterday
        ):
            with pytest.raises(error):
                assign_matter(by=By(actors.officer), about=matter, given=MatterAssigned(day))
        assign_matter(by=By(actors.officer), about=matter, given=MatterAssigned(MONDAY, version=0))
        with pytest.raises(Stale):
            assign_matter(by=By(actors.officer), about=matter, given=MatterAssigned(MONDAY))


def test_receipt_lapses_after_three_working_days(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        matter = matters.assigned(actors)
    year.on(actors, date(2026, 3, 5))  # the last day
    assert matters.fresh(matter).stage == "assigned"
    year.on(actors, date(2026, 3, 6))
    matter = matters.fresh(matter)
    assert (matter.stage, matter.is_signed_by_lapse, matter.signed_at) == ("signed", True, None)
    entry = Entry.objects.get(kind="ledger.matters_lapsed")
    assert loads(entry.body)["moves"] == [["assigned", "signed"]]
    with year.at(date(2026, 3, 6)):
        tick(actors.city)
        assert Entry.objects.filter(kind="ledger.matters_lapsed").count() == 1
        with pytest.raises(Stale):
            sign_matter(by=By(actors.liaison), about=matter, given=MatterSigned())
        reply_matter(by=By(actors.head), about=matter, given=MatterReplied("已办"))
    assert last_moves() == [["signed", "doing"], ["doing", "replied"]]


@pytest.mark.parametrize(
    ("day", "is_late"), [(date(2026, 3, 16), False), (date(2026, 3, 17), False), (date(2026, 3, 18), True)]
)
def test_a_reply_is_late_after_its_day(actors: cast.Cast, day: date, *, is_late: bool) -> None:
    with year.at(MONDAY):
        matter = matters.doing(actors)
    with year.at(day):
        reply_matter(by=By(actors.head), about=matter, given=MatterReplied("已办"))
    assert (matters.fresh(matter).was_late, MatterReply.objects.get().is_late) == (is_late, is_late)


@pytest.mark.parametrize(("day", "is_late"), [(date(2026, 3, 19), False), (date(2026, 3, 20), True)])
def test_a_returned_reply_has_two_working_days(actors: cast.Cast, day: date, *, is_late: bool) -> None:
    with year.at(MONDAY):
        matter = matters.doing(actors)
    with year.at(date(2026, 3, 17)):
        reply_matter(by=By(actors.head), about=matter, given=MatterReplied("已办"))
        with pytest.raises(WordsNeeded):
            return_reply(by=By(actors.officer), about=matter, given=ReplyReturned(" "))
        return_reply(by=By(actors.officer), about=matter, given=ReplyReturned("缺清单"))
    assert matters.fresh(matter).refile_by == date(2026, 3, 19)
    with year.at(day):
        reply_matter(by=By(actors.head), about=matter, given=MatterReplied("清单附后"))
    told = [(each.number, each.returned_because, each.is_late) for each in MatterReply.objects.order_by("number")]
    assert told == [(1, "缺清单", False), (2, None, is_late)]


def test_only_the_lead_signs_replies_and_asks(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        matter = matters.assigned(actors)
        with pytest.raises(NotYours):
            sign_matter(by=By(actors.outsider), about=matter, given=MatterSigned())  # it cooperates
        sign_matter(by=By(actors.liaison), about=matter, given=MatterSigned("丁一舟"))
        with pytest.raises(NotAllowed):
            reply_matter(by=By(actors.liaison), about=matter, given=MatterReplied("已办"))
        with pytest.raises(NoReply):
            reply_matter(by=By(actors.head), about=matter, given=MatterReplied())
        with pytest.raises(Stale):
            begin_matter(by=By(actors.head), about=matter, given=MatterBegun("丁一舟"))


def test_closing_needs_two_who_did_not_reply(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        matter = matters.replied(actors)
        with pytest.raises(NotChecked):
            close_matter(by=By(actors.office_head), about=matter, given=MatterClosed())
        MatterReply.objects.update(entered_by=actors.officer.user)  # he took it down by telephone
        with pytest.raises(OwnEntry):
            check_matter(by=By(actors.officer), about=matter, given=MatterChecked("属实"))
        check_matter(by=By(actors.office_head), about=matter, given=MatterChecked("属实"))
        with pytest.raises(CloserNeeded):  # what the head checked the approver closes
            close_matter(by=By(actors.office_head), about=matter, given=MatterClosed())
        with pytest.raises(NotAllowed):
            close_matter(by=By(actors.officer), about=matter, given=MatterClosed())
        close_matter(by=By(actors.approver), about=matter, given=MatterClosed())
    assert matters.fresh(matter).stage == "closed"


def test_a_check_does_not_outlive_its_reply(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        matter = matters.checked(actors)
        return_reply(by=By(actors.officer), about=matter, given=ReplyReturned("缺清单"))
        reply_matter(by=By(actors.head), about=matter, given=MatterReplied("清单附后"))
        with pytest.raises(NotChecked):
            close_matter(by=By(actors.office_head), about=matter, given=MatterClosed())


def test_a_matter_is_withdrawn_until_it_is_replied_to(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        for prepare in (matters.registered, matters.assigned, matters.signed, matters.doing):
            matter = prepare(actors)
            withdraw_matter(by=By(actors.office_head), about=matter, given=MatterWithdrawn("并入他项"))
            assert matters.fresh(matter).withdrawn_because == "并入他项"
        with pytest.raises(Stale):
            withdraw_matter(by=By(actors.office_head), about=matters.replied(actors), given=MatterWithdrawn("并入"))
        with pytest.raises(NotYours):  # he does not answer for it
            withdraw_matter(by=By(actors.leader), about=matters.doing(actors), given=MatterWithdrawn("并入"))


def test_what_waits_for_its_lead_past_its_day_is_told_to_the_lights(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        task = issuing.issued(actors)
        late = matters.doing(actors, task=task.uid)
        matters.doing(actors)  # linked to nothing
        matters.replied(actors, task=task.uid)
    due_on = late.due_on
    assert due_on is not None
    city, own = actors.city.pk, matters.unit_of(actors.head).pk
    assert overdue_matters(city, due_on) == []
    assert overdue_matters(city, due_on + DAY) == [OverdueMatter(task.pk, own, due_on)]
    assert overdue_matters(city, due_on + DAY, tasks=[]) == []


def test_matters_are_never_counted_among_the_clauses(actors: cast.Cast) -> None:
    from duban.ledger.desk import desk_of

    with year.at(MONDAY):
        task = issuing.issued(actors)
        before = desk_of(actors.officer)
        matters.doing(actors, task=task.uid)
        assert desk_of(actors.officer) == before
    assert Task.objects.count() == 1


def test_matters_of_another_government_do_not_exist(actors: cast.Cast) -> None:
    from duban.ledger.matters.selectors import MatterFilters, asked_matters

    with year.at(MONDAY):
        matters.registered(actors)
    assert asked_matters(actors.officer, MatterFilters()).count() == 1
    assert asked_matters(actors.stranger, MatterFilters()).count() == 0
    assert Jurisdiction.objects.count() == 2
    assert Matter.objects.count() == 1


def test_a_matter_closes_with_the_task_that_it_belongs_to(actors: cast.Cast) -> None:
    verified = progress.verified(actors)
    instruction = matters.instruction(actors)
    linked = {"task": verified.uid, "cooperating": (), "instruction": instruction.uid}
    waiting = matters.assigned(actors, **linked)
    drafted = matters.doing(actors, **linked)
    draft_reply(by=By(actors.liaison), about=drafted, given=ReplyDrafted("还差一点"))
    ask_extension(by=By(actors.head), about=drafted, given=matters.asked(drafted))
    answered = matters.replied(actors, **linked)
    unserved = matters.registered(actors, **{**linked, "instruction": None})
    other = matters.doing(actors)
    close_task(by=By(actors.office_head), about=verified, given=TaskClosed())
    assert last_moves() == [
        ["verifying", "closed"],
        *[["assigned", "signed"], ["signed", "doing"], ["doing", "replied"], ["replied", "closed"]],
        *[["doing", "replied"], ["replied", "closed"]],
        ["replied", "closed"],
        ["handed_on", "closed"],
    ]
    stages = {each.pk: each.stage for each in Matter.objects.all()}
    assert [stages[each.pk] for each in (waiting, drafted, answered, unserved, other)] == [
        *["closed"] * 3,
        "registered",
        "doing",
    ]
    said = {each.pk: each.replies.get().text for each in (waiting, drafted, answered)}
    assert said == {waiting.pk: "全部完成", drafted.pk: "全部完成", answered.pk: "已排查12座，清单附后。"}
    assert drafted.extensions.get().stage == "withdrawn"
    touched = Entry.objects.order_by("-seq")[0].subjects
    assert all(each.uid in touched for each in (waiting, drafted, answered, instruction))


def test_a_file_supports_a_matter_that_its_unit_leads(actors: cast.Cast) -> None:
    file = matters.with_file(actors)
    given = MatterSupported(Matter.objects.get().uid)
    support_matter(by=By(actors.liaison), about=file, given=given)
    use = EvidenceUse.objects.get()
    assert (use.kind, use.about, use.task) == ("matter", given.matter, None)
    with pytest.raises(AttachedAlready):
        support_matter(by=By(actors.liaison), about=file, given=given)
    for other in (
        matters.registered(actors),
        matters.assigned(actors, lead=matters.unit_of(actors.outsider).uid, cooperating=()),
    ):
        with pytest.raises(NothingToSupport):
            support_matter(by=By(actors.liaison), about=file, given=MatterSupported(other.uid))
