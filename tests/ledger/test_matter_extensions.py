"""More time for a matter: once, asked before its day, answered with words; days by name (domain 3.8, 4.4)."""

from datetime import date

import pytest

import cast
from acts import matters
from duban.ledger.issuing.errors import WordsNeeded
from duban.ledger.matters.errors import AskedTooLate, ExtendedAlready, ExtensionOutside
from duban.ledger.matters.extending import ExtensionAnswered, answer_extension, ask_extension
from duban.ledger.matters.replying import MatterReplied, ReplyReturned, reply_matter, return_reply
from duban.ledger.models import MatterExtension
from duban.orgs.acting.performing import By
from duban.orgs.errors import Stale
from progress import year

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def test_a_matter_is_extended_once(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        matter = matters.doing(actors)
        for days, error in ((0, ExtensionOutside), (31, ExtensionOutside)):
            with pytest.raises(error):
                ask_extension(by=By(actors.head), about=matter, given=matters.asked(matter, days))
        ask_extension(by=By(actors.head), about=matter, given=matters.asked(matter, 30))
        with pytest.raises(ExtendedAlready):
            ask_extension(by=By(actors.head), about=matter, given=matters.asked(matter, 5))
        refused = MatterExtension.objects.get()
        with pytest.raises(WordsNeeded):
            answer_extension(by=By(actors.officer), about=refused, given=ExtensionAnswered(is_granted=False))
        answer_extension(by=By(actors.officer), about=refused, given=ExtensionAnswered(is_granted=False, answer="不"))
        assert matters.fresh(matter).stage == "doing"
        ask_extension(by=By(actors.head), about=matter, given=matters.asked(matter, 5))
        asked = MatterExtension.objects.get(stage="filed")
        assert (asked.is_late, asked.answer_by) == (False, date(2026, 3, 5))
        answer_extension(by=By(actors.officer), about=asked, given=ExtensionAnswered(is_granted=True))
        matter = matters.fresh(matter)
        assert (matter.stage, matter.due_on, matter.first_due_on) == (
            "extended",
            date(2026, 3, 22),
            date(2026, 3, 17),
        )
        with pytest.raises(Stale):
            ask_extension(by=By(actors.head), about=matter, given=matters.asked(matter, 5))
        reply_matter(by=By(actors.head), about=matter, given=MatterReplied("已办"))
        return_reply(by=By(actors.officer), about=matter, given=ReplyReturned("缺清单"))
        with pytest.raises(ExtendedAlready):
            ask_extension(by=By(actors.head), about=matter, given=matters.asked(matters.fresh(matter), 5))


@pytest.mark.parametrize(
    ("day", "is_late"),
    [
        (date(2026, 3, 10), False),  # five working days before the 17th
        (date(2026, 3, 11), True),
        (date(2026, 3, 17), True),  # the day itself
        (date(2026, 3, 18), None),  # too late
    ],
)
def test_more_time_is_asked_for_before_the_day(actors: cast.Cast, day: date, *, is_late: bool | None) -> None:
    with year.at(MONDAY):
        matter = matters.doing(actors)
    with year.at(day):
        if is_late is None:
            with pytest.raises(AskedTooLate):
                ask_extension(by=By(actors.head), about=matter, given=matters.asked(matter))
        else:
            ask_extension(by=By(actors.head), about=matter, given=matters.asked(matter))
            assert MatterExtension.objects.get().is_late is is_late


def test_a_short_matter_is_never_asked_for_late(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        matter = matters.doing(actors, urgency="urgent")
    with year.at(date(2026, 3, 5)):
        ask_extension(by=By(actors.head), about=matter, given=matters.asked(matter))
    assert MatterExtension.objects.get().is_late is False


def test_a_reply_makes_the_request_for_more_time_needless(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        extension = matters.extension(actors)
        reply_matter(by=By(actors.head), about=extension.matter, given=MatterReplied("已办"))
    extension.refresh_from_db()
    assert (extension.stage, extension.answered_at is None) == ("withdrawn", False)
    with pytest.raises(Stale):
        answer_extension(by=By(actors.officer), about=extension, given=ExtensionAnswered(is_granted=True))
