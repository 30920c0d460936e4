"""No matter, instruction or request for more time waits without a person whose desk shows it (acceptance 3)."""

from datetime import date, timedelta

import pytest

import cast
from acts import matters
from duban.core import clock
from duban.ledger.matters.closing import MatterChecked, check_matter
from duban.ledger.matters.extending import ExtensionAnswered, answer_extension
from duban.ledger.matters.replying import ReplyDrafted, ReplyReturned, draft_reply, return_reply
from duban.ledger.models import Matter
from duban.ledger.stages import MATTER, MatterStage
from duban.orgs.acting.performing import By
from duban.orgs.calendar import calendar_of
from duban.orgs.models import User
from duban.orgs.viewers import Viewer
from duban.reminders.duties.desks import owed_by
from duban.reminders.duties.on_behalf import to_record
from progress import year
from web import busy
from web.adopted import seen, signed_in

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
PEOPLE = ("officer", "liaison", "outsider", "approver", "leader")


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def owed(viewer: Viewer) -> dict[str, date | None]:
    """What of matters stands on a desk, and by when."""
    duties = owed_by(viewer, calendar_of(viewer.jurisdiction)).duties
    return {duty.code: duty.day for duty in duties if duty.code.startswith(("matter", "instruction"))}


def desks(actors: cast.Cast) -> dict[str, set[str]]:
    """What stands on which desk."""
    found = {
        name: set(owed(getattr(actors, name))) for name in ("officer", "liaison", "outsider", "approver", "leader")
    }
    return {name: codes for name, codes in found.items() if codes}


def test_every_stage_that_waits_stands_on_a_desk(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        seen_at: dict[str, dict[str, set[str]]] = {}

        def look(matter: Matter) -> Matter:
            found = matters.fresh(matter)
            seen_at[found.stage] = desks(actors)
            return found

        look(matters.registered(actors))
        Matter.objects.update(stage="withdrawn", ended_at=clock.now(), withdrawn_because="-")
        look(matters.assigned(actors))
        Matter.objects.update(stage="withdrawn", ended_at=clock.now(), withdrawn_because="-")
        look(matters.signed(actors))
        Matter.objects.update(stage="withdrawn", ended_at=clock.now(), withdrawn_because="-")
        extension = matters.extension(actors)
        matter = look(extension.matter)
        answer_extension(by=By(actors.officer), about=extension, given=ExtensionAnswered(is_granted=True))
        look(matter)
        Matter.objects.update(stage="withdrawn", ended_at=clock.now(), withdrawn_because="-")
        matter = look(matters.replied(actors))
        return_reply(by=By(actors.officer), about=matter, given=ReplyReturned("缺清单"))
        look(matter)
    unit = {"liaison": {"matter"}, "outsider": {"matter_helped"}}
    assert seen_at == {
        "registered": {"officer": {"matter_assigning"}},
        "assigned": {"liaison": {"matter_receipt"}, "outsider": {"matter_helped"}},
        "signed": {"liaison": {"matter_begin"}, "outsider": {"matter_helped"}},
        "doing": {"officer": {"matter_extension"}, **unit},
        "extended": unit,
        "replied": {"officer": {"matter_replied"}},
        "returned": unit,
    }
    assert seen_at.keys() == {stage.value for stage in MatterStage if stage not in MATTER.final}


def test_who_closes_is_the_head_or_above_him_the_approver(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        matter = matters.checked(actors)
        assert (desks(actors), set(owed(actors.office_head))) == ({"officer": {"matter_closing"}}, {"matter_closing"})
        return_reply(by=By(actors.officer), about=matter, given=ReplyReturned("缺清单"))
        matters.reply_matter(by=By(actors.head), about=matter, given=matters.MatterReplied("清单附后"))
        check_matter(by=By(actors.office_head), about=matter, given=MatterChecked("属实"))
        assert desks(actors) == {"approver": {"matter_closing_above"}}


def test_an_instruction_waits_with_the_office_until_it_is_handed_on(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        instruction = matters.instruction(actors)
        assert desks(actors) == {"officer": {"instruction"}}
        assert f'href="/instructions/{instruction.uid}/"' in seen(signed_in(actors.officer), "/")
        matters.registered(actors, instruction=instruction.uid)
        assert desks(actors) == {"officer": {"matter_assigning"}}


def test_days_are_those_of_receipt_reply_and_mending(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        matter = matters.assigned(actors)
        assert owed(actors.head) == {"matter_receipt": matter.sign_by}
    with year.at(MONDAY + timedelta(days=20)):
        again = matters.replied(actors, due_on=clock.today())
        return_reply(by=By(actors.officer), about=again, given=ReplyReturned("缺清单"))
        assert owed(actors.head)["matter"] == matters.fresh(again).refile_by
        assert owed(actors.officer)["matters_late"] == matter.due_on


def test_what_a_unit_without_accounts_owes_stands_with_the_office_to_record(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        User.objects.filter(person__holdings__post__unit__name="市水利局").update(last_seen_on=None)
        matters.assigned(actors)
        codes = {duty.code for party in to_record(actors.officer) for duty in party.duties}
        assert codes == {"matter_receipt"}


def test_a_drafted_reply_waits_for_a_head_who_does_not_sign_in(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        User.objects.exclude(pk=actors.head.user.pk).update(last_seen_on=MONDAY)
        User.objects.filter(pk=actors.head.user.pk).update(last_seen_on=None)
        matter = matters.doing(actors)
        assert to_record(actors.officer) == ()
        draft_reply(by=By(actors.liaison), about=matter, given=ReplyDrafted("已办"))
        codes = [duty.code for party in to_record(actors.officer) for duty in party.duties]
        assert codes == ["matter"]


def test_a_desk_asks_the_same_however_many_matters_there_are(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        matters.assigned(actors)
        for name in ("officer", "liaison", "approver"):
            client = signed_in(getattr(actors, name))
            short = busy.queries(client, "/")
            matters.assigned(actors)
            assert busy.queries(client, "/") == short <= 20
