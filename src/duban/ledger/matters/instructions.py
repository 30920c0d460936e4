"""A leader's instruction (批示): taken down, then handed on or noted; closed with all that came of it (domain 3.8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.core import clock
from duban.core.digests import JSON
from duban.journal.records import Subject, Text
from duban.ledger.matters import actions
from duban.ledger.matters.errors import AboutWrong, GivenLater
from duban.ledger.matters.hooks import Made, made_of_instruction
from duban.ledger.models import Instruction, Matter, Task
from duban.ledger.moving import move
from duban.ledger.stages import OPEN_MATTER, InstructionStage, MatterStage
from duban.ledger.wording import LINE, fitting, needed, reasoned
from duban.orgs import policies
from duban.orgs.acting.numbering import next_number
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale
from duban.orgs.models import Jurisdiction, Person

GIVE = "ledger.give_instruction"
SERIAL = "instruction"
LONGEST_NUMBER = 64
_S, _A = InstructionStage, Instruction.About


@dataclass(frozen=True)
class InstructionGiven:
    """The leader's words, on what, and when he gave them; without a day the one of the act."""

    words: Annotated[str, Titled(_("Words of the instruction"))]
    about: Annotated[str, Titled(pgettext_lazy("instruction", "About"), choices=dict(_A.choices))] = _A.FREE.value
    task: Annotated[str | None, Titled(_("Task"), names=Task)] = None
    about_uid: Annotated[str | None, Titled(_("Special report"))] = None
    about_words: Annotated[str | None, Titled(_("What it is about"))] = None
    paper_number: Annotated[str | None, Titled(_("Number of the paper"))] = None
    given_on: Annotated[date | None, Titled(_("Given on"))] = None


@dataclass(frozen=True)
class InstructionNoted:
    """To whom it was shown."""

    noted: Annotated[str, Titled(_("Shown to"))]
    version: Annotated[int | None, Titled(_("Version"))] = None


@performs(GIVE, about=Jurisdiction, given=InstructionGiven)
def give_instruction(deed: Deed, city: Jurisdiction, given: InstructionGiven) -> Instruction:
    """Take down what a leader or the approver instructs; the office then hands it on."""
    words, given_on = reasoned(given.words), given.given_on or timezone.localdate(deed.at)
    if given_on > timezone.localdate(deed.at):
        raise GivenLater(day=given_on)
    task, about_words = _about(city, given)
    instruction = Instruction.objects.create(
        jurisdiction=city,
        year=given_on.year,
        number=next_number(city, SERIAL, given_on.year),
        leader=_giver(deed, city),
        given_on=given_on,
        words=words,
        about=given.about,
        task=task,
        about_uid=fitting(given.about_uid, longest=64) if given.about == _A.SPECIAL else None,
        about_words=about_words,
        paper_number=fitting(given.paper_number, longest=LONGEST_NUMBER),
        recorded=deed.recorded,
        created_at=clock.now(),
    )
    deed.record(
        actions.INSTRUCTION_GIVEN.code,
        [Subject("instruction", instruction.uid), *([Subject("task", task.uid)] if task is not None else [])],
        {
            "number": [instruction.year, instruction.number],
            "leader": instruction.leader.name,
            "given_on": given_on,
            "about": instruction.about,
            "about_words": about_words,
            "paper": instruction.paper_number,
        },
        [Text("words", words)],
    )
    return instruction


@performs("ledger.note_instruction", about=Instruction, given=InstructionNoted, weight=Weight.OWN)
def note_instruction(deed: Deed, instruction: Instruction, given: InstructionNoted) -> Instruction:
    """Note an instruction that was only to be read (阅知), and to whom it was shown."""
    noted = needed(given.noted)
    if instruction.stage != _S.GIVEN or (given.version is not None and given.version != instruction.version):
        raise Stale
    move(instruction, _S.NOTED, noted=noted, ended_at=deed.at)
    deed.record(
        actions.INSTRUCTION_NOTED.code,
        [Subject("instruction", instruction.uid)],
        {"moves": [[_S.GIVEN.value, _S.NOTED.value]], "noted": noted},
    )
    return instruction


def hand_on(instruction: Instruction) -> list[JSON]:
    """Let an instruction be handed on, as something is made of it in an act under way; returns the moves."""
    row = Instruction.objects.select_for_update().get(pk=instruction.pk)
    if row.stage == _S.HANDED_ON:
        return []
    moves: list[JSON] = [[row.stage, _S.HANDED_ON.value]]
    move(row, _S.HANDED_ON, ended_at=None)
    return moves


def settle(instruction: Instruction | None) -> list[JSON]:
    """Close an instruction if nothing that was made of it is open any more, in an act under way; returns the moves."""
    if instruction is None:
        return []
    row = Instruction.objects.select_for_update().get(pk=instruction.pk)
    if row.stage != _S.HANDED_ON or any(made.is_open for found in made_of_instruction.ask(row) for made in found):
        return []
    move(row, _S.CLOSED, ended_at=clock.now())
    return [[_S.HANDED_ON.value, _S.CLOSED.value]]


@made_of_instruction.register
def matters_of(instruction: Instruction) -> list[Made]:
    """Return the matters that were registered from an instruction."""
    rows = Matter.objects.filter(jurisdiction=instruction.jurisdiction_id, instruction=instruction)
    return [
        Made("matter", row.uid, str(row), str(MatterStage(row.stage).label), row.stage in OPEN_MATTER)
        for row in rows.order_by("year", "number")
    ]


def subjects_of(instruction: Instruction | None) -> Sequence[Subject]:
    """Return what an act on something made of an instruction touches with it."""
    return [Subject("instruction", instruction.uid)] if instruction is not None else []


def _about(city: Jurisdiction, given: InstructionGiven) -> tuple[Task | None, str | None]:
    """Return the task, or the words for what it is about; raise AboutWrong where it says nothing."""
    words = fitting(given.about_words, longest=LINE)
    if given.about not in _A.values:
        raise AboutWrong
    if given.about == _A.TASK:
        task = Task.objects.filter(jurisdiction=city, uid=given.task or "").first()
        if task is None:
            raise AboutWrong
        return task, None
    is_said = {
        _A.SPECIAL: bool(given.about_uid and words),
        _A.PAPER: bool(words or (given.paper_number or "").strip()),
        _A.FREE: True,
    }
    if not is_said[_A(given.about)]:
        raise AboutWrong
    return None, words


def _giver(deed: Deed, city: Jurisdiction) -> Person:
    """Return whose instruction it is: of the one who decides, or of whom he stands in for."""
    seat = policies.seat_for(deed.decider, GIVE, city)
    return (seat.of if seat is not None else None) or deed.decider.person
