"""Instructions: taken down for a leader, handed on or noted, closed with all that was made of them (domain 3.8)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest

import cast
from acts import issuing, matters
from duban.core import clock
from duban.ledger.issuing.errors import WordsNeeded, WordsTooLong
from duban.ledger.matters.closing import MatterClosed, MatterWithdrawn, close_matter, withdraw_matter
from duban.ledger.matters.errors import AboutWrong, GivenLater
from duban.ledger.matters.hooks import Made, made_of_instruction
from duban.ledger.matters.instructions import (
    InstructionGiven,
    InstructionNoted,
    give_instruction,
    note_instruction,
)
from duban.ledger.models import Instruction, Matter
from duban.orgs import policies
from duban.orgs.acting.behalf import Behalf
from duban.orgs.acting.errors import NotForHim
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotAllowed, Stale
from duban.orgs.models import Delegation, RecordedAct
from duban.orgs.people.hooks import HeldPost, PostPassed, open_duties_of_post, post_handed_over
from duban.orgs.register.hooks import DutiesMoved, duties_moved, open_duties_of_unit
from duban.orgs.viewers import viewer_of
from progress import year

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def fresh(instruction: Instruction) -> Instruction:
    return Instruction.objects.get(pk=instruction.pk)


@contextmanager
def also_made(made: list[Made]) -> Iterator[None]:
    """Let something else hang on every instruction: what packages above make of it."""
    answer = made_of_instruction.register(lambda _instruction: made)
    try:
        yield
    finally:
        made_of_instruction.withdraw(answer)


def test_what_a_leader_says_by_telephone_his_secretary_takes_down(actors: cast.Cast) -> None:
    with year.at(MONDAY, hour=17):
        called = Behalf(actors.leader.posts[0], RecordedAct.Means.TELEPHONE, "沈砚", clock.now() - timedelta(hours=2))
        given = InstructionGiven("请水利局抓紧排查。")
        outcome = give_instruction(by=By(actors.secretary, behalf=called), about=actors.city, given=given)
        assert not outcome.is_waiting  # a telephone leaves no paper
        with pytest.raises(NotForHim):
            give_instruction(by=By(actors.officer, behalf=called), about=actors.city, given=given)
    instruction = Instruction.objects.get()
    assert (instruction.leader, instruction.given_on, instruction.stage) == (actors.leader.person, MONDAY, "given")
    assert instruction.recorded is not None
    assert instruction.recorded.recorder == actors.secretary.user


def test_who_stands_in_for_a_leader_gives_it_in_his_name(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        Delegation.objects.create(
            jurisdiction=actors.city,
            post=actors.leader.posts[0],
            person=actors.officer.person,
            given_by=actors.leader.person,
            since=MONDAY,
            until=MONDAY,
            reason="出差",
            created_at=clock.now(),
        )
        actors.officer.user.exceptional_until = MONDAY
        actors.officer.user.save()
        give_instruction(by=By(viewer_of(actors.officer.user)), about=actors.city, given=InstructionGiven("抓紧。"))
    assert Instruction.objects.get().leader == actors.leader.person


def test_what_an_instruction_is_about_is_said(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        task = issuing.issued(actors)
        for given, error in (
            (InstructionGiven(" "), WordsNeeded),
            (InstructionGiven("长" * 5001), WordsTooLong),
            (InstructionGiven("阅", given_on=MONDAY + timedelta(days=1)), GivenLater),
            (InstructionGiven("阅", about="rumour"), AboutWrong),
            (InstructionGiven("阅", about="task"), AboutWrong),
            (InstructionGiven("阅", about="special", about_words="关于汛期施工的报告"), AboutWrong),
            (InstructionGiven("阅", about="paper"), AboutWrong),
            (InstructionGiven("阅", about_words="长" * 256), WordsTooLong),
        ):
            with pytest.raises(error):
                give_instruction(by=By(actors.leader), about=actors.city, given=given)
        for given in (
            InstructionGiven("抓紧", about="task", task=task.uid, about_uid="dropped"),
            InstructionGiven("同意", about="special", about_uid="0123456789ab", about_words="关于汛期施工的报告"),
            InstructionGiven("阅", about="paper", paper_number="省督〔2026〕5号", given_on=MONDAY - timedelta(days=60)),
            InstructionGiven("阅"),
        ):
            give_instruction(by=By(actors.leader), about=actors.city, given=given)
    told = list(Instruction.objects.order_by("pk").values_list("about", "task", "about_uid", "year", "number"))
    assert told == [
        ("task", task.pk, None, 2026, 1),
        ("special", None, "0123456789ab", 2026, 2),
        ("paper", None, None, 2026, 3),
        ("free", None, None, 2026, 4),
    ]


def test_an_instruction_is_closed_with_the_last_of_its_matters(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        instruction = matters.instruction(actors)
        first = matters.checked(actors, instruction=instruction.uid, source="other", source_on=None)
        second = matters.doing(actors, instruction=instruction.uid)
        assert (first.source, first.leader, first.source_on) == ("instruction", actors.leader.person, MONDAY)
        assert fresh(instruction).stage == "handed_on"
        close_matter(by=By(actors.office_head), about=first, given=MatterClosed())
        assert fresh(instruction).stage == "handed_on"
        withdraw_matter(by=By(actors.leader), about=second, given=MatterWithdrawn("不再需要"))
        assert (fresh(instruction).stage, fresh(instruction).ended_at is None) == ("closed", False)
        matters.registered(actors, instruction=instruction.uid)  # something more is made of it
        assert (fresh(instruction).stage, fresh(instruction).ended_at) == ("handed_on", None)


def test_what_others_made_of_an_instruction_keeps_it_open(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        instruction = matters.instruction(actors)
        decision = Made("decision", "0123456789ab", "清淤", "办理中", is_open=True)
        for made, stage in (([decision], "handed_on"), ([], "closed")):
            matter = matters.checked(actors, instruction=instruction.uid)
            with also_made(made):
                close_matter(by=By(actors.office_head), about=matter, given=MatterClosed())
            assert fresh(instruction).stage == stage


def test_what_was_only_to_be_read_is_noted(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        instruction = matters.instruction(actors, "送水利局阅。")
        with pytest.raises(WordsNeeded):
            note_instruction(by=By(actors.officer), about=instruction, given=InstructionNoted(""))
        with pytest.raises(NotAllowed):
            note_instruction(by=By(actors.leader), about=instruction, given=InstructionNoted("市水利局"))
        note_instruction(by=By(actors.registrar), about=instruction, given=InstructionNoted("市水利局"))
        with pytest.raises(Stale):
            note_instruction(by=By(actors.officer), about=instruction, given=InstructionNoted("市水利局"))
        assert (fresh(instruction).stage, fresh(instruction).noted) == ("noted", "市水利局")
        matters.registered(actors, instruction=instruction.uid)  # a matter after all
        assert fresh(instruction).stage == "handed_on"


def test_who_sees_an_instruction(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        matters.instruction(actors)
        seen = {
            name: policies.visible(getattr(actors, name), Instruction).count()
            for name in ("officer", "registrar", "auditor", "approver", "leader", "secretary", "head", "stranger")
        }
        other = viewer_of(actors.approver.user)
        give_instruction(by=By(other), about=actors.city, given=InstructionGiven("阅"))
    assert seen == dict.fromkeys(seen, 1) | {"head": 0, "stranger": 0}
    assert policies.visible(actors.secretary, Instruction).count() == 1  # only those of the leader whom he serves


def test_open_matters_pass_to_the_successor_of_a_unit(actors: cast.Cast) -> None:
    bureau, other = matters.unit_of(actors.head), matters.unit_of(actors.outsider)
    heir = cast.unit_of(actors.city, "市水务局", "shi shui wu ju")
    with year.at(MONDAY):
        led = matters.doing(actors)
        closed = matters.checked(actors)
        close_matter(by=By(actors.office_head), about=closed, given=MatterClosed())
        helped = matters.registered(actors, lead=other.uid, cooperating=(bureau.uid,))
        both = matters.registered(actors, cooperating=(heir.uid,))
        kinds = [duty.kind for duties in open_duties_of_unit.ask(bureau) for duty in duties]
        assert sorted(kinds) == ["matter_cooperating", "matter_lead", "matter_lead"]
        duties_moved.announce(DutiesMoved(bureau, heir, MONDAY))
    now = {matter.pk: (matter.lead, [row.unit for row in matter.cooperating.all()]) for matter in Matter.objects.all()}
    assert now == {
        led.pk: (heir, [other]),
        closed.pk: (bureau, [other]),
        helped.pk: (other, [heir]),
        both.pk: (heir, []),
    }


def test_open_matters_answer_to_who_comes_after_a_leader(actors: cast.Cast) -> None:
    post, leaving, coming = actors.leader.posts[0], actors.leader.person, actors.approver.person
    with year.at(MONDAY):
        instruction = matters.instruction(actors)
        matter = matters.doing(actors, instruction=instruction.uid)
        duties = [duty for found in open_duties_of_post.ask(HeldPost(post, leaving)) for duty in found]
        assert [duty.kind for duty in duties] == ["matter", "instruction"]
        post_handed_over.announce(PostPassed(post, leaving, coming, MONDAY))
    assert matters.fresh(matter).leader == coming
    assert fresh(instruction).leader == leaving
