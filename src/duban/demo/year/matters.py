"""Instructions and assigned matters of the simulated year: what is written of them is done, each step on its day."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial

from duban.demo.year.company import CHIEF, OFFICER, SECOND_OFFICER
from duban.demo.year.course import Day
from duban.demo.year.errands import TOLD, Errand, Told
from duban.demo.year.errands_of_spring import SPRING
from duban.demo.year.errands_of_summer import SUMMER
from duban.ledger.matters.closing import (
    MatterChecked,
    MatterClosed,
    MatterWithdrawn,
    check_matter,
    close_matter,
    withdraw_matter,
)
from duban.ledger.matters.doing import MatterBegun, MatterSigned, begin_matter, sign_matter
from duban.ledger.matters.extending import ExtensionAnswered, ExtensionAsked, answer_extension, ask_extension
from duban.ledger.matters.instructions import InstructionGiven, InstructionNoted, give_instruction, note_instruction
from duban.ledger.matters.registering import MatterAssigned, MatterRegistered, assign_matter, register_matter
from duban.ledger.matters.replying import (
    MatterReplied,
    ReplyDrafted,
    ReplyReturned,
    draft_reply,
    reply_matter,
    return_reply,
)
from duban.ledger.models import Instruction, Matter, MatterExtension
from duban.ledger.stages import ExtensionStage
from duban.orgs.acting.performing import By
from duban.orgs.models import Person, Post

FINDING = "对照交办要求逐条核对，抽查佐证材料，情况属实。"
ABOUT_TASK, ABOUT_PAPER, ABOUT_ELSE = (
    each.value for each in (Instruction.About.TASK, Instruction.About.PAPER, Instruction.About.FREE)
)
ERRANDS = (*SPRING, *SUMMER)
_WORDS = {told.key: told for told in TOLD}


def instruct(day: Day) -> None:
    """Let leaders say or write what they have to, and the office note what is only to be read."""
    for told in TOLD:
        if told.on == day.on:
            _give(day, told)
        if told.noted_on == day.on:
            given = InstructionNoted(told.noted)
            day.do(note_instruction, By(day.company.office(OFFICER)), _instruction(day, told.key), given)


def pursue(day: Day) -> None:
    """Take every matter whose day it is one step on."""
    for errand, step in _BY_DAY.get(day.on, ()):
        _STEPS[step](day, errand)


def _give(day: Day, told: Told) -> None:
    person = Person.objects.get(jurisdiction=day.jurisdiction, name=told.leader).pk if told.leader is not None else None
    given = InstructionGiven(
        told.words,
        about=ABOUT_TASK if told.number else ABOUT_PAPER if told.paper else ABOUT_ELSE,
        task=day.task(told.number).uid if told.number else None,
        about_words=told.about,
        paper_number=told.paper,
    )
    act = partial(give_instruction, about=day.jurisdiction, given=given)
    decided = partial(day.company.decided, person, act, day.pause, is_paper=not told.by_telephone)
    day.attempt(give_instruction.code, decided)


def _register(day: Day, errand: Errand) -> None:
    leader = errand.leader
    given = MatterRegistered(
        title=errand.title,
        demand=errand.demand,
        lead=day.company.units[errand.lead].uid,
        source=errand.source,
        source_on=errand.source_on,
        source_number=errand.source_number,
        cooperating=tuple(day.company.units[name].uid for name in errand.helpers),
        urgency=errand.urgency,
        due_on=errand.due_on,
        leader=Person.objects.get(jurisdiction=day.jurisdiction, name=leader).uid if leader is not None else None,
        instruction=_instruction(day, errand.told).uid if errand.told is not None else None,
        task=day.task(errand.number).uid if errand.number is not None else None,
    )
    day.do(register_matter, By(day.company.office(OFFICER)), day.jurisdiction, given)


def _assign(day: Day, errand: Errand) -> None:
    day.do(assign_matter, By(day.company.office(OFFICER)), _matter(day, errand), MatterAssigned(day.on))


def _sign(day: Day, errand: Errand) -> None:
    day.do(sign_matter, _unit(day, errand), _matter(day, errand), MatterSigned(_person(day, errand)))


def _sign_only(day: Day, errand: Errand) -> None:
    day.do(sign_matter, _unit(day, errand), _matter(day, errand), MatterSigned())


def _begin(day: Day, errand: Errand) -> None:
    day.do(begin_matter, _unit(day, errand), _matter(day, errand), MatterBegun(_person(day, errand)))


def _draft(day: Day, errand: Errand) -> None:
    day.do(draft_reply, _unit(day, errand), _matter(day, errand), ReplyDrafted(errand.reply))


def _reply(day: Day, errand: Errand) -> None:
    day.do(reply_matter, _head(day, errand), _matter(day, errand), MatterReplied(errand.reply))


def _return(day: Day, errand: Errand) -> None:
    day.do(return_reply, By(day.company.office(OFFICER)), _matter(day, errand), ReplyReturned(errand.returned))


def _ask(day: Day, errand: Errand) -> None:
    if errand.more is not None:
        until, why, _answer = errand.more
        day.do(ask_extension, _head(day, errand), _matter(day, errand), ExtensionAsked(until, why))


def _answer(day: Day, errand: Errand, *, is_granted: bool) -> None:
    asked = MatterExtension.objects.filter(matter=_matter(day, errand), stage=ExtensionStage.FILED).first()
    if asked is not None and errand.more is not None:
        words = errand.more[2] if is_granted else "先按原定时间推进，确有困难再报。"
        given = ExtensionAnswered(is_granted=is_granted, answer=words)
        day.do(answer_extension, By(day.company.office(OFFICER)), asked, given)


def _check(day: Day, errand: Errand, *, who: str = SECOND_OFFICER) -> None:
    day.do(check_matter, By(day.company.office(who)), _matter(day, errand), MatterChecked(FINDING))


def _close(day: Day, errand: Errand) -> None:
    day.do(close_matter, By(day.company.office(CHIEF)), _matter(day, errand), MatterClosed())


def _close_above(day: Day, errand: Errand) -> None:
    """Let the approver close what the head of the office checked, on paper."""
    day.decide(None, close_matter, _matter(day, errand), MatterClosed())


def _withdraw(day: Day, errand: Errand) -> None:
    day.do(withdraw_matter, By(day.company.office(CHIEF)), _matter(day, errand), MatterWithdrawn(errand.withdrawn))


_STEPS: Mapping[str, Callable[[Day, Errand], None]] = {
    "register": _register,
    "assign": _assign,
    "sign": _sign,
    "sign_only": _sign_only,
    "begin": _begin,
    "draft": _draft,
    "reply": _reply,
    "return": _return,
    "ask": _ask,
    "grant": partial(_answer, is_granted=True),
    "refuse": partial(_answer, is_granted=False),
    "check": _check,
    "check_by_head": partial(_check, who=CHIEF),
    "close": _close,
    "close_above": _close_above,
    "withdraw": _withdraw,
}
_BY_DAY: dict[object, list[tuple[Errand, str]]] = defaultdict(list)
for _errand in ERRANDS:
    for _on, _step in _errand.course:
        _BY_DAY[_on].append((_errand, _step))


def _instruction(day: Day, key: str) -> Instruction:
    return Instruction.objects.get(jurisdiction=day.jurisdiction, words=_WORDS[key].words)


def _matter(day: Day, errand: Errand) -> Matter:
    return Matter.objects.get(jurisdiction=day.jurisdiction, title=errand.title)


def _unit(day: Day, errand: Errand) -> By | None:
    return day.company.by(day.company.units[errand.lead].pk, Post.Kind.LIAISON, Post.Kind.DEPUTY, Post.Kind.HEAD)


def _head(day: Day, errand: Errand) -> By | None:
    return day.company.by(day.company.units[errand.lead].pk, Post.Kind.HEAD)


def _person(day: Day, errand: Errand) -> str:
    """Return who sees to a matter: the liaison officer of its lead."""
    seated = day.company.seated(day.company.units[errand.lead].pk, Post.Kind.LIAISON)
    return seated.person.name if seated is not None else "综合科"
