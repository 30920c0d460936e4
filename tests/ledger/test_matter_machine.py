"""No sequence of acts on instructions and matters reaches a stage that their tables forbid, or leaves a gap."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

import cast
from acts import matters
from duban.core import clock
from duban.ledger.matters.closing import MatterChecked, MatterClosed, MatterWithdrawn
from duban.ledger.matters.doing import MatterBegun, MatterSigned
from duban.ledger.matters.extending import ExtensionAnswered, ExtensionAsked
from duban.ledger.matters.instructions import InstructionGiven, InstructionNoted
from duban.ledger.matters.registering import MatterAssigned, MatterRegistered
from duban.ledger.matters.replying import MatterReplied, ReplyDrafted, ReplyReturned
from duban.ledger.models import Instruction, Matter, MatterExtension
from duban.ledger.stages import OPEN_MATTER
from duban.orgs.models import Jurisdiction, Unit
from progress import year
from progress.machine import Act, Machine, doers_of, run

QUICK = 8  # examples: each is some ten acts
UNIT = ("liaison", "deputy", "head")
OFFICE = ("officer", "office_head")


def _city() -> list[Jurisdiction]:
    return list(Jurisdiction.objects.filter(code="lan"))


def _matters() -> list[Matter]:
    return list(Matter.objects.order_by("-pk"))


def _instructions() -> list[Instruction]:
    return list(Instruction.objects.order_by("-pk"))


def _registered(_about: object) -> list[MatterRegistered]:
    lead, helper = (Unit.objects.get(name=name).uid for name in ("市水利局", "市民政局"))
    instruction = _instructions()[0].uid if _instructions() else None
    given = MatterRegistered("排查病险水库", "逐座排查", lead, "order", clock.today(), cooperating=(helper,))
    vars_of = vars(given)
    return [
        MatterRegistered(**{**vars_of, "instruction": instruction}),
        MatterRegistered(**{**vars_of, "urgency": "urgent"}),
        MatterRegistered(**{**vars_of, "title": " "}),
        MatterRegistered(**{**vars_of, "due_on": clock.today(), "instruction": instruction}),
    ]


def _later(matter: Matter, days: int) -> ExtensionAsked:
    return ExtensionAsked((matter.due_on or clock.today()) + timedelta(days=days), "汛期")


ACTS = [
    Act(
        "ledger.give_instruction",
        ("leader", "approver"),
        _city,
        lambda _city: [InstructionGiven("抓紧。"), InstructionGiven(" "), InstructionGiven("阅", about="paper")],
    ),
    Act(
        "ledger.note_instruction", ("registrar", "officer"), _instructions, lambda _about: [InstructionNoted("水利局")]
    ),
    Act("ledger.register_matter", OFFICE, _city, _registered),
    Act("ledger.assign_matter", OFFICE, _matters, lambda _about: [MatterAssigned(clock.today())]),
    Act("ledger.sign_matter", UNIT, _matters, lambda _about: [MatterSigned("丁一舟"), MatterSigned()]),
    Act("ledger.begin_matter", UNIT, _matters, lambda _about: [MatterBegun("丁一舟")]),
    Act("ledger.draft_reply", UNIT, _matters, lambda _about: [ReplyDrafted("已办"), ReplyDrafted("已", version=77)]),
    Act("ledger.reply_matter", ("head",), _matters, lambda _about: [MatterReplied("已办"), MatterReplied()]),
    Act("ledger.return_reply", OFFICE, _matters, lambda _about: [ReplyReturned("缺清单")]),
    Act(
        "ledger.ask_extension",
        ("head",),
        _matters,
        lambda about: [_later(about, days) for days in (5, 0)] if isinstance(about, Matter) else [],
    ),
    Act(
        "ledger.answer_extension",
        (*OFFICE, "leader", "approver"),
        lambda: list(MatterExtension.objects.order_by("-pk")),
        lambda _about: [ExtensionAnswered(is_granted=True), ExtensionAnswered(is_granted=False, answer="按期办结")],
    ),
    Act("ledger.check_matter", OFFICE, _matters, lambda _about: [MatterChecked("属实")]),
    Act("ledger.close_matter", ("office_head", "approver"), _matters, lambda _about: [MatterClosed()]),
    Act(
        "ledger.withdraw_matter",
        ("office_head", "leader", "approver"),
        _matters,
        lambda _about: [MatterWithdrawn("并")],
    ),
]
BY_CODE = {act.code: act for act in ACTS}
# What brings the last matter on from each of its stages, one way or the other.
ONWARD = {
    "registered": (("ledger.assign_matter",),),
    "assigned": (("ledger.sign_matter",),),
    "signed": (("ledger.begin_matter",), ("ledger.reply_matter",), ("ledger.withdraw_matter",)),
    "doing": (("ledger.draft_reply", "ledger.reply_matter"), ("ledger.ask_extension", "ledger.answer_extension")),
    "extended": (("ledger.reply_matter",),),
    "replied": (("ledger.return_reply",), ("ledger.check_matter", "ledger.close_matter")),
    "returned": (("ledger.reply_matter",), ("ledger.ask_extension", "ledger.answer_extension")),
    "closed": (("ledger.give_instruction", "ledger.register_matter"),),
    "withdrawn": (("ledger.register_matter",),),
}


class MatterMachine(Machine):
    """A matter that stands registered from an instruction, and whatever is made beside it."""

    @rule(
        act=st.sampled_from(ACTS).flatmap(lambda act: st.tuples(st.just(act), doers_of(act))),
        choice=st.integers(0, 3),
        behalf=st.sampled_from([False, False, True]),
        twice=st.sampled_from([False, False, True]),
        hours=st.sampled_from([0, 1, 30, 200]),
    )
    def anything(self, act: tuple[Act, str], choice: int, *, behalf: bool, twice: bool, hours: int) -> None:
        self.perform(*act, choice=choice, behalf=behalf, twice=twice, hours=hours)
        self._numbers_and_instructions()

    @rule(ways=st.lists(st.integers(0, 2), min_size=2, max_size=5))
    def onward(self, ways: list[int]) -> None:
        for way in ways:
            known = ONWARD[Matter.objects.order_by("-pk")[0].stage]
            for code in known[way % len(known)]:
                act, choice = BY_CODE[code], way if code == "ledger.sign_matter" else 0
                self.perform(act, act.doers[0], choice=choice, behalf=False, twice=False, hours=0)
        self._numbers_and_instructions()

    @rule(days=st.sampled_from([1, 1, 3, 8]))
    def days_pass(self, days: int) -> None:
        self.pass_days(days)

    def _numbers_and_instructions(self) -> None:
        """Numbers have no gap; an instruction is handed on exactly as long as something made of it is open."""
        for model in (Matter, Instruction):
            numbers = sorted(model._default_manager.values_list("number", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))
        busy = set(Matter.objects.filter(stage__in=OPEN_MATTER).values_list("instruction", flat=True))
        for instruction in Instruction.objects.all():
            assert (instruction.stage == "handed_on") == (instruction.pk in busy)


def lay() -> tuple[cast.Cast, datetime]:
    """An instruction on the Monday, and the matter registered from it."""
    actors = cast.assemble()
    with year.at(date(2026, 3, 2)):
        matters.registered(actors, instruction=matters.instruction(actors).uid)
    return actors, datetime(2026, 3, 2, 6, tzinfo=UTC)


@pytest.mark.django_db
def test_no_acts_bring_a_matter_where_its_table_does_not(pytestconfig: pytest.Config) -> None:
    is_deep = pytestconfig.getoption("--deep")
    reached = run(MatterMachine, lay, of=Matter, steps=25 if is_deep else 5, examples=None if is_deep else QUICK)
    assert reached >= {"assigned", "signed", "doing", "extended", "replied", "returned", "closed", "withdrawn"}
