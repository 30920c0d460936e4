"""What goes up: digests of accepted reports, frozen once delivered; special reports at any time (domain 3.9)."""

from datetime import date

import pytest

import cast
from duban.journal.models import Entry
from duban.ledger.issuing.errors import WordsNeeded, WordsTooLong
from duban.ledger.models import Part, Task
from duban.ledger.services import adopt
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotAllowed, NotYours, Stale
from duban.plans.models import Section
from duban.progress.models import Digest, ProgressReport, ReportingPeriod, SpecialReport
from duban.progress.reporting.amending import AmendmentAccepted, ReportAmended, accept_amendment, amend_report
from duban.progress.reporting.office import ReportAccepted, accept_report
from duban.progress.reporting.reports import ReportFiled, file_report
from duban.progress.upward.digests import DigestDelivered, DigestsMade, deliver_digest, make_digests, told_in
from duban.progress.upward.special import (
    SpecialDrafted,
    SpecialRead,
    SpecialSent,
    draft_special,
    read_special,
    send_special,
)
from progress import year

DAY = date(2026, 3, 24)
NOTATION = """
# 一 水利工作 @沈砚 =2
1 建成水库。 > 市水利局 & 市民政局
2 疏浚河道。 > 市水利局
# 二 城建工作 @顾怀舟 =1
3 修建泵站。 > 市水利局
"""


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


def accepted(actors: cast.Cast) -> ReportingPeriod:
    """The period of March with an accepted report of each of three tasks."""
    first = year.issued(actors, NOTATION)
    first.plan.tasks.update(leader=actors.leader.person)
    for task in first.plan.tasks.order_by("position"):
        year.planned(actors, task)
    year.on(actors, year.ISSUED)
    with year.at(DAY):
        for report in ProgressReport.objects.all():
            file_report(by=By(actors.head), about=report, given=ReportFiled(text=f"第{report.task.numbers}条"))
        for report in ProgressReport.objects.all():
            accept_report(by=By(actors.officer), about=report, given=ReportAccepted())
    return ReportingPeriod.objects.get()


def make(actors: cast.Cast, period: ReportingPeriod) -> None:
    with year.at(DAY):
        make_digests(by=By(actors.officer), about=period, given=DigestsMade())


def told() -> dict[str, list[str]]:
    """What each digest tells: the numbers of the tasks, by the label of its section."""
    return {
        each.section.label if each.section else "全市": [told["numbers"] for told in told_in(each)]
        for each in Digest.objects.order_by("pk")
    }


def test_each_section_has_one_digest_and_the_government_one(actors: cast.Cast) -> None:
    period = accepted(actors)
    make(actors, period)
    assert told() == {"全市": ["1", "2", "3"], "一": ["1", "2"], "二": ["3"]}
    assert Entry.objects.filter(kind="progress.digest_made").count() == 1


def test_sections_of_the_same_place_in_two_plans_do_not_mix(actors: cast.Cast) -> None:
    period = accepted(actors)
    with year.at(year.ISSUED):
        other = adopt(
            viewer=actors.officer,
            plan_import=cast.in_review(actors.officer, NOTATION.replace("。", "二期。"), name="other.txt"),
            version=0,
        )
    sections = {each.label: each for each in Section.objects.filter(plan=other)}
    moved = ProgressReport.objects.get(task__numbers="2").task_id  # between the others, by its place alone
    Task.objects.filter(pk=moved).update(plan=other, section=sections["一"], position=99)
    Task.objects.filter(reports__isnull=False, numbers="3").update(section=Section.objects.filter(label="一")[0])
    make(actors, period)
    found = [[told["numbers"] for told in told_in(each)] for each in Digest.objects.filter(section__isnull=False)]
    assert sorted(found) == [["1", "3"], ["2"]]


def test_a_digest_takes_up_what_came_since_until_it_is_delivered(actors: cast.Cast) -> None:
    period = accepted(actors)
    make(actors, period)
    digest = Digest.objects.get(section__label="二")
    for how, error in ((" ", WordsNeeded), ("长" * 65, WordsTooLong)):
        with pytest.raises(error):
            deliver_digest(by=By(actors.registrar), about=digest, given=DigestDelivered(how))
    deliver_digest(by=By(actors.registrar), about=digest, given=DigestDelivered("纸质"))
    with pytest.raises(Stale):
        deliver_digest(by=By(actors.registrar), about=digest, given=DigestDelivered("纸质"))
    for report in ProgressReport.objects.all():
        amend_report(by=By(actors.head), about=report, given=ReportAmended("更正", "漏报"))
        accept_amendment(by=By(actors.officer), about=report, given=AmendmentAccepted())
    make(actors, period)
    texts = {
        each.section.label if each.section else "全市": {told["text"] for told in told_in(each)}
        for each in Digest.objects.all()
    }
    assert texts == {"全市": {"更正"}, "一": {"更正"}, "二": {"第3条"}}


def test_what_was_not_accepted_is_not_told(actors: cast.Cast) -> None:
    year.expected(actors)
    with year.at(DAY):
        file_report(by=By(actors.head), about=year.report(), given=ReportFiled(text="清淤3公里"))
    make(actors, ReportingPeriod.objects.get())
    assert told() == {"全市": []}


def test_only_the_office_makes_digests(actors: cast.Cast) -> None:
    period = accepted(actors)
    with pytest.raises(NotAllowed):
        make_digests(by=By(actors.head), about=period, given=DigestsMade())


def test_a_special_report_is_signed_by_the_head_and_read_by_the_leader(actors: cast.Cast) -> None:
    year.running(actors)
    own, other = Part.objects.get(unit__name="市水利局"), Part.objects.get(unit__name="市民政局")
    words = SpecialDrafted("关于汛期施工的报告", "提前备料。")
    with pytest.raises(NotYours):  # it does not lead
        draft_special(by=By(actors.outsider), about=other, given=words)
    with pytest.raises(WordsNeeded):
        draft_special(by=By(actors.liaison), about=own, given=SpecialDrafted(" ", "提前备料。"))
    with pytest.raises(WordsTooLong):
        draft_special(by=By(actors.liaison), about=own, given=SpecialDrafted("关" * 129, "提前备料。"))
    draft_special(by=By(actors.liaison), about=own, given=words)
    report = SpecialReport.objects.get()
    with pytest.raises(Stale):
        read_special(by=By(actors.leader), about=report, given=SpecialRead())
    with pytest.raises(NotAllowed):
        send_special(by=By(actors.liaison), about=report, given=SpecialSent())
    with pytest.raises(Stale):
        send_special(by=By(actors.head), about=report, given=SpecialSent(version=7))
    send_special(by=By(actors.head), about=report, given=SpecialSent(version=0))
    with pytest.raises(Stale):
        send_special(by=By(actors.head), about=report, given=SpecialSent())
    read_special(by=By(actors.leader), about=report, given=SpecialRead())
    report.refresh_from_db()
    assert (report.stage, report.sent_at is None, report.read_at is None) == ("read", False, False)
