"""Rows of the acts on instructions and assigned matters."""

from datetime import timedelta

import cast
from acts import ActRow
from duban.core import clock
from duban.ledger.matters.closing import MatterChecked, MatterClosed, MatterWithdrawn, check_matter
from duban.ledger.matters.doing import MatterBegun, MatterSigned, sign_matter
from duban.ledger.matters.extending import ExtensionAnswered, ExtensionAsked, ask_extension
from duban.ledger.matters.instructions import InstructionGiven, InstructionNoted, give_instruction
from duban.ledger.matters.registering import MatterAssigned, MatterRegistered, assign_matter, register_matter
from duban.ledger.matters.replying import MatterReplied, ReplyDrafted, ReplyReturned, reply_matter
from duban.ledger.models import Instruction, Matter, MatterExtension
from duban.orgs.acting.performing import By
from duban.orgs.models import Jurisdiction, Unit
from duban.progress.evidencing.files import add_evidence, keep
from duban.progress.evidencing.of_matters import MatterSupported
from duban.progress.models import Evidence


def unit_of(viewer: object) -> Unit:
    """The unit of a member of the cast."""
    unit = viewer.posts[0].unit  # type: ignore[attr-defined]
    assert unit is not None
    return unit


def registered_with(actors: cast.Cast, **more: object) -> MatterRegistered:
    """A matter that 市水利局 is to lead, with 市民政局 beside it."""
    given: dict[str, object] = {
        "title": "排查病险水库",
        "demand": "逐座排查，列出清单，提出处置意见。",
        "lead": unit_of(actors.head).uid,
        "cooperating": (unit_of(actors.outsider).uid,),
        "source": Matter.Source.ORDER.value,
        "source_on": clock.today(),
        "source_number": "省督〔2026〕5号",
    }
    return MatterRegistered(**{**given, **more})  # type: ignore[arg-type]


def instruction(actors: cast.Cast, words: str = "请水利局抓紧排查，月底前报我。") -> Instruction:
    """An instruction of the leader."""
    outcome = give_instruction(by=By(actors.leader), about=actors.city, given=InstructionGiven(words))
    assert outcome.result is not None
    return outcome.result


def registered(actors: cast.Cast, **more: object) -> Matter:
    """A matter, registered."""
    given = registered_with(actors, **more)
    outcome = register_matter(by=By(actors.officer), about=actors.city, given=given)
    assert outcome.result is not None
    return outcome.result


def assigned(actors: cast.Cast, **more: object) -> Matter:
    """The same, its slip served today."""
    matter = registered(actors, **more)
    assign_matter(by=By(actors.officer), about=matter, given=MatterAssigned(clock.today()))
    return fresh(matter)


def signed(actors: cast.Cast, **more: object) -> Matter:
    """The same, signed for without a person named."""
    matter = assigned(actors, **more)
    sign_matter(by=By(actors.liaison), about=matter, given=MatterSigned())
    return fresh(matter)


def doing(actors: cast.Cast, **more: object) -> Matter:
    """The same, under way."""
    matter = assigned(actors, **more)
    sign_matter(by=By(actors.liaison), about=matter, given=MatterSigned("丁一舟"))
    return fresh(matter)


def replied(actors: cast.Cast, **more: object) -> Matter:
    """The same, replied to."""
    matter = doing(actors, **more)
    reply_matter(by=By(actors.head), about=matter, given=MatterReplied("已排查12座，清单附后。"))
    return fresh(matter)


def checked(actors: cast.Cast, **more: object) -> Matter:
    """The same, its reply checked by an officer."""
    matter = replied(actors, **more)
    check_matter(by=By(actors.officer), about=matter, given=MatterChecked("抽查3座，与清单一致。"))
    return fresh(matter)


def extension(actors: cast.Cast) -> MatterExtension:
    """A request for more time."""
    matter = doing(actors)
    outcome = ask_extension(by=By(actors.head), about=matter, given=asked(matter))
    assert outcome.result is not None
    return outcome.result


def asked(matter: Matter, days: int = 10) -> ExtensionAsked:
    """So many days more."""
    assert matter.due_on is not None
    return ExtensionAsked(matter.due_on + timedelta(days=days), "汛期不便下库，推迟查验。")


def fresh(matter: Matter) -> Matter:
    """A matter as it stands."""
    return Matter.objects.get(pk=matter.pk)


def _city(actors: cast.Cast) -> Jurisdiction:
    return actors.city


def with_file(actors: cast.Cast) -> Evidence:
    """A file of the unit that leads a matter under way."""
    doing(actors)
    given = keep(actors.city, name="清单.txt", data="十二座".encode())
    outcome = add_evidence(by=By(actors.liaison), about=unit_of(actors.head), given=given)
    assert outcome.result is not None
    return outcome.result


ROWS = [
    ActRow("progress.support_matter", "liaison", with_file, lambda *_: MatterSupported(Matter.objects.get().uid)),
    ActRow("ledger.give_instruction", "leader", _city, lambda *_: InstructionGiven("请抓紧。"), recorder="secretary"),
    ActRow("ledger.note_instruction", "registrar", instruction, lambda *_: InstructionNoted("市水利局"), recorder=None),
    ActRow("ledger.register_matter", "officer", _city, lambda actors, _city: registered_with(actors), recorder=None),
    ActRow("ledger.assign_matter", "officer", registered, lambda *_: MatterAssigned(clock.today()), recorder=None),
    ActRow("ledger.sign_matter", "liaison", assigned, lambda *_: MatterSigned("丁一舟")),
    ActRow("ledger.begin_matter", "liaison", signed, lambda *_: MatterBegun("丁一舟")),
    ActRow("ledger.draft_reply", "liaison", doing, lambda *_: ReplyDrafted("已排查12座。")),
    ActRow("ledger.reply_matter", "head", doing, lambda *_: MatterReplied("已排查12座。")),
    ActRow("ledger.return_reply", "officer", replied, lambda *_: ReplyReturned("缺处置意见"), recorder=None),
    ActRow("ledger.ask_extension", "head", doing, lambda _actors, matter: asked(matter)),
    ActRow(
        "ledger.answer_extension",
        "leader",
        lambda actors: _led_by_leader(extension(actors), actors),
        lambda *_: ExtensionAnswered(is_granted=True),
        recorder="secretary",
    ),
    ActRow("ledger.check_matter", "officer", replied, lambda *_: MatterChecked("属实"), recorder=None),
    ActRow("ledger.close_matter", "approver", checked, lambda *_: MatterClosed(), recorder="registrar"),
    ActRow("ledger.withdraw_matter", "approver", doing, lambda *_: MatterWithdrawn("已并入他项"), recorder="registrar"),
]


def _led_by_leader(extension: MatterExtension, actors: cast.Cast) -> MatterExtension:
    Matter.objects.filter(pk=extension.matter_id).update(leader=actors.leader.person)
    return MatterExtension.objects.get(pk=extension.pk)
