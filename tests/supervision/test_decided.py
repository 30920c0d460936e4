"""What was decided or assigned colours the part of its owner, by its day (domain 4.2, S6)."""

from datetime import timedelta

import pytest

import cast
from acts import coordination, matters
from duban.coordination.decisions.carrying import DecisionReported, report_decision
from duban.coordination.decisions.confirming import DecisionReopened, reopen_decision
from duban.coordination.models import Decision
from duban.core import clock
from duban.ledger.matters.replying import MatterReplied, ReplyReturned, reply_matter, return_reply
from duban.ledger.models import Matter, Part
from duban.orgs.acting.performing import By
from duban.orgs.calendar import calendar_of
from duban.supervision.keeping import keep
from duban.supervision.models import KeptLight
from duban.supervision.rules.facts import PartFacts
from duban.supervision.rules.lights import judge
from duban.supervision.rules.parameters import in_force
from duban.supervision.rules.wire import facts_of_json, reasons_of_json
from progress import year

pytestmark = pytest.mark.django_db

CODES = {"decision_overdue", "decision_long_overdue"}
DAYS = [(0, set()), (1, {"decision_overdue"}), (10, {"decision_overdue"}), (11, {"decision_long_overdue"})]


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def said(actors: cast.Cast, task: int, unit: str = "市水利局") -> set[str]:
    """Return the codes of this rule that a part has, recomputing its light from what was stored."""
    kept = KeptLight.objects.get(jurisdiction=actors.city, task=task, unit__name=unit)
    facts = facts_of_json(kept.facts)
    assert isinstance(facts, PartFacts)
    assert judge(facts, in_force(facts.on)).reasons == reasons_of_json(kept.reasons)
    return {reason.code for reason in reasons_of_json(kept.reasons)} & CODES


def decision(actors: cast.Cast) -> Decision:
    with clock.frozen(cast.NOON):
        return coordination.decision(actors)


def matter(actors: cast.Cast) -> Matter:
    with clock.frozen(cast.NOON):
        part = coordination.part(actors)
        return matters.doing(actors, task=part.task.uid)


@pytest.mark.parametrize(("over", "codes"), DAYS)
def test_a_decision_colours_the_part_of_its_owner_by_its_day(actors: cast.Cast, over: int, codes: set[str]) -> None:
    made = decision(actors)
    assert made.task_id is not None
    with year.at(calendar_of(actors.city).after(made.due_on, over)):
        keep(actors.city, [made.task_id])
    assert said(actors, made.task_id) == codes
    others = KeptLight.objects.filter(task=made.task_id, part__isnull=False).exclude(unit=made.owner_id)
    assert not [kept for kept in others if CODES & {each.code for each in reasons_of_json(kept.reasons)}]


@pytest.mark.parametrize(("over", "codes"), DAYS)
def test_a_matter_of_a_task_colours_the_part_of_its_lead_by_its_day(
    actors: cast.Cast, over: int, codes: set[str]
) -> None:
    made = matter(actors)
    assert made.task_id is not None
    assert made.due_on is not None
    with year.at(calendar_of(actors.city).after(made.due_on, over)):
        keep(actors.city, [made.task_id])
    assert said(actors, made.task_id) == codes


def test_a_decision_is_owed_no_more_once_reported_and_again_once_reopened(actors: cast.Cast) -> None:
    made = decision(actors)
    task = made.task_id
    assert task is not None
    with year.at(calendar_of(actors.city).after(made.due_on, 3)):
        keep(actors.city, [task])
        assert said(actors, task) == {"decision_overdue"}
        report_decision(by=By(actors.head), about=made, given=DecisionReported("手续已补齐"))
        assert said(actors, task) == set()
        reopen_decision(by=By(actors.leader), about=Decision.objects.get(), given=DecisionReopened("缺一项"))
        assert said(actors, task) == {"decision_overdue"}


def test_a_reply_ends_it_and_one_that_was_returned_leaves_two_working_days(actors: cast.Cast) -> None:
    made = matter(actors)
    task = made.task_id
    assert task is not None
    assert made.due_on is not None
    late = calendar_of(actors.city).after(made.due_on, 3)
    with year.at(late):
        keep(actors.city, [task])
        assert said(actors, task) == {"decision_overdue"}
        reply_matter(by=By(actors.head), about=matters.fresh(made), given=MatterReplied("已排查"))
        assert said(actors, task) == set()
        return_reply(by=By(actors.officer), about=matters.fresh(made), given=ReplyReturned("缺清单"))
        assert said(actors, task) == set()
    with year.at(calendar_of(actors.city).after(late, 3)):
        keep(actors.city, [task])
    assert said(actors, task) == {"decision_overdue"}


def test_what_is_not_sent_or_not_served_colours_nobody(actors: cast.Cast) -> None:
    with clock.frozen(cast.NOON):
        part: Part = coordination.part(actors)
        matters.registered(actors, task=part.task.uid, due_on=clock.today())
    with year.at(clock.today().replace(year=2026, month=6, day=1) + timedelta(days=1)):
        keep(actors.city, [part.task_id])
    assert said(actors, part.task_id) == set()
