"""No sequence of acts brings a problem, a decision, a dispatch where its table does not, or leaves one to nobody."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

import cast
from acts import coordination, dispatching
from duban.coordination.decisions.carrying import DecisionReceived, DecisionReported
from duban.coordination.decisions.confirming import (
    DecisionConfirmed,
    DecisionDropped,
    DecisionExtended,
    DecisionReopened,
)
from duban.coordination.dispatching.minutes import (
    Held,
    MadeInDispatch,
    MinutesSent,
    MinutesSigned,
    MinutesTaken,
    Struck,
)
from duban.coordination.dispatching.planning import AgendaSet, CalledOff, DispatchMoved, LineWords
from duban.coordination.models import AgendaLine, Decision, Dispatch, Problem
from duban.coordination.problems.deciding import ProblemDecided, Unsolvable
from duban.coordination.problems.ending import ProblemTakenBack, Solved, Unsolved
from duban.coordination.problems.raising import ProblemRaised
from duban.coordination.problems.triage import ForMeeting, ProblemTriaged, SentUp
from duban.coordination.stages import LEVELS
from duban.core import clock
from duban.ledger.models import Part
from duban.orgs.models import Jurisdiction, Person, Unit
from progress import year
from progress.machine import Act, Machine, doers_of, run

UNIT = ("liaison", "head", "deputy")
OFFICE = ("officer", "office_head")
QUICK = 16


def _bureau() -> str:
    return Unit.objects.get(name="市水利局").uid


def _leader() -> str:
    return Person.objects.get(name="沈砚").uid


def _soon(days: int = 9) -> date:
    return clock.today() + timedelta(days=days)


def _problems() -> list[Problem]:
    return list(Problem.objects.order_by("-pk"))


def _decisions() -> list[Decision]:
    return list(Decision.objects.order_by("-pk"))


def _dispatches() -> list[Dispatch]:
    return list(Dispatch.objects.order_by("-pk"))


def _triages(_about: object) -> list[ProblemTriaged]:
    whole = [ProblemTriaged("批不批", _soon(), level, _bureau(), _leader(), "*同意\n不同意") for level in LEVELS]
    return [whole[1], whole[0], whole[2], ProblemTriaged("批不批", _soon()), ProblemTriaged("", _soon())]


def _minutes(about: object) -> list[MadeInDispatch]:
    assert isinstance(about, Dispatch)
    line = AgendaLine.objects.filter(dispatch=about, kind=AgendaLine.Kind.PROBLEM).first()
    return [
        MadeInDispatch("先行", _bureau(), _soon(), line.uid if line is not None else None),
        MadeInDispatch("", _bureau(), _soon()),
    ]


ACTS = [
    Act(
        "coordination.raise_problem",
        UNIT,
        lambda: list(Part.objects.filter(unit__name="市水利局")),
        lambda _about: [ProblemRaised("用地", "手续未办结"), ProblemRaised("", "")],
    ),
    Act("coordination.triage_problem", OFFICE, _problems, _triages),
    Act(
        "coordination.send_up_problem",
        ("officer", "head", "leader"),
        _problems,
        lambda _about: [SentUp("再议", _soon()), SentUp("", _soon())],
    ),
    Act("coordination.put_on_agenda", ("leader", "officer"), _problems, lambda _about: [ForMeeting()]),
    Act(
        "coordination.decide_problem",
        ("leader", "head", "approver"),
        _problems,
        lambda _about: [ProblemDecided("先行", _bureau(), _soon()), ProblemDecided("先行", "nobody", _soon())],
    ),
    Act("coordination.confirm_solved", ("liaison",), _problems, lambda _about: [Solved()]),
    Act("coordination.say_unsolved", ("liaison",), _problems, lambda _about: [Unsolved("仍缺"), Unsolved("")]),
    Act("coordination.withdraw_problem", ("head",), _problems, lambda _about: [ProblemTakenBack("已解决")]),
    Act("coordination.declare_unsolvable", ("approver",), _problems, lambda _about: [Unsolvable("无地可调")]),
    Act("coordination.receive_decision", ("liaison",), _decisions, lambda _about: [DecisionReceived()]),
    Act("coordination.report_decision", ("head",), _decisions, lambda _about: [DecisionReported("已办")]),
    Act("coordination.confirm_decision", ("leader", "head"), _decisions, lambda _about: [DecisionConfirmed()]),
    Act("coordination.reopen_decision", ("leader", "head"), _decisions, lambda _about: [DecisionReopened("缺")]),
    Act(
        "coordination.extend_decision",
        ("leader",),
        _decisions,
        lambda _about: [DecisionExtended(_soon(40), "汛期"), DecisionExtended(_soon(-9), "汛期")],
    ),
    Act("coordination.drop_decision", ("leader", "head"), _decisions, lambda _about: [DecisionDropped("另定")]),
    Act("coordination.strike_decision", ("officer",), _decisions, lambda _about: [Struck("重复")]),
    Act(
        "coordination.plan_dispatch",
        ("officer", "leader", "secretary"),
        lambda: list(Jurisdiction.objects.filter(code="lan")),
        lambda _about: [
            dispatching.DispatchPlanned(_leader(), "meeting", "调度会", _soon(2), "9:00", "二楼", (_bureau(),)),
            dispatching.DispatchPlanned(_leader(), "on_site", "现场", _soon(2), "25:00", "工地"),
        ],
    ),
    Act(
        "coordination.move_dispatch", OFFICE, _dispatches, lambda _a: [DispatchMoved(_soon(3), "10:00", "三楼", "冲突")]
    ),
    Act("coordination.set_agenda", OFFICE, _dispatches, lambda _a: [AgendaSet((LineWords("words", words="其他"),))]),
    Act("coordination.call_off_dispatch", OFFICE, _dispatches, lambda _about: [CalledOff("防汛")]),
    Act(
        "coordination.hold_dispatch",
        ("officer", "secretary"),
        _dispatches,
        lambda _about: [Held(clock.today(), (_bureau(),)), Held(_soon(1), (_bureau(),))],
    ),
    Act("coordination.take_minutes", OFFICE, _dispatches, lambda _about: [MinutesTaken("听取汇报")]),
    Act("coordination.make_decision", OFFICE, _dispatches, _minutes),
    Act("coordination.sign_minutes", ("leader",), _dispatches, lambda _about: [MinutesSigned()]),
    Act("coordination.send_minutes", ("officer",), _dispatches, lambda _about: [MinutesSent()]),
]
BY_CODE = {act.code: act for act in ACTS}
# What brings the last problem on from each of its stages, one way or the other; who does it follows the level.
ONWARD = {
    "raised": (("coordination.triage_problem",),),
    "triaged": (("coordination.triage_problem",),),
    "unit_level": (("coordination.decide_problem",), ("coordination.send_up_problem",)),
    "leader_level": (("coordination.decide_problem",), ("coordination.send_up_problem",)),
    "city_level": (("coordination.decide_problem",), ("coordination.declare_unsolvable",)),
    "resolving": (("coordination.report_decision",), ("coordination.drop_decision",)),
    "resolved": (("coordination.confirm_solved",), ("coordination.say_unsolved",), ("coordination.reopen_decision",)),
    "confirmed": (("coordination.raise_problem",),),
    "withdrawn": (("coordination.raise_problem",),),
    "unsolvable": (("coordination.raise_problem",),),
}
BY_LEVEL = {"unit_level": "head", "leader_level": "leader", "city_level": "approver"}
OF_DECIDERS = ("coordination.decide_problem", "coordination.drop_decision", "coordination.reopen_decision")
MEETING = (
    "coordination.plan_dispatch",
    "coordination.hold_dispatch",
    "coordination.make_decision",
    "coordination.sign_minutes",
    "coordination.send_minutes",
)


class SettlingMachine(Machine):
    """A problem that was raised, what is decided on it in a meeting or without, and whatever is raised beside it."""

    @rule(
        act=st.sampled_from(ACTS).flatmap(lambda act: st.tuples(st.just(act), doers_of(act))),
        choice=st.integers(0, 4),
        behalf=st.sampled_from([False, False, True]),
        twice=st.sampled_from([False, False, True]),
        hours=st.sampled_from([0, 1, 30, 200]),
    )
    def anything(self, act: tuple[Act, str], choice: int, *, behalf: bool, twice: bool, hours: int) -> None:
        self.perform(*act, choice=choice, behalf=behalf, twice=twice, hours=hours)
        self._nothing_hangs()

    @rule(ways=st.lists(st.integers(0, 3), min_size=5, max_size=12))
    def onward(self, ways: list[int]) -> None:
        for way in ways:
            problem = Problem.objects.order_by("-pk")[0]
            known = ONWARD[problem.stage]
            for code in known[way % len(known)]:
                act = BY_CODE[code]
                decides = code in (
                    "coordination.decide_problem",
                    "coordination.drop_decision",
                    "coordination.reopen_decision",
                )
                who = BY_LEVEL.get(problem.level or "", act.doers[0]) if decides else act.doers[0]
                choice = way if code == "coordination.triage_problem" else 0
                self.perform(act, who, choice=choice, behalf=False, twice=False, hours=0)
        self._nothing_hangs()

    @rule()
    def meet(self) -> None:
        for code in MEETING:
            act = BY_CODE[code]
            self.perform(act, act.doers[0], choice=0, behalf=False, twice=False, hours=0)
        self._nothing_hangs()

    @rule(days=st.sampled_from([1, 1, 4, 9, 30]))
    def days_pass(self, days: int) -> None:
        self.pass_days(days)
        self._nothing_hangs()

    def _nothing_hangs(self) -> None:
        """A problem is under way as long as something decided on it is; numbers have no gap."""
        for problem in Problem.objects.all():
            under_way = problem.decisions.filter(stage__in=["assigned", "doing", "reopened"])
            settled = problem.decisions.filter(stage__in=["reported", "confirmed"])
            if problem.stage == "resolving":
                assert under_way.exists() or settled.exists()
            if problem.stage in ("confirmed", "withdrawn", "unsolvable", "resolved"):
                assert not under_way.filter(source="problem").exists()  # a meeting may decide more
        numbers = sorted(Problem.objects.values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))


def lay() -> tuple[cast.Cast, datetime]:
    """A problem raised on the Monday."""
    actors = cast.assemble()
    with year.at(date(2026, 3, 2)):
        coordination.raised(actors)
    return actors, datetime(2026, 3, 2, 6, tzinfo=UTC)


@pytest.mark.django_db
def test_no_acts_bring_a_problem_where_its_table_does_not(pytestconfig: pytest.Config) -> None:
    is_deep = pytestconfig.getoption("--deep")
    reached = run(SettlingMachine, lay, of=Problem, steps=25 if is_deep else 3, examples=None if is_deep else QUICK)
    assert reached >= {"triaged", "unit_level", "leader_level", "city_level", "resolving", "resolved", "confirmed"}
