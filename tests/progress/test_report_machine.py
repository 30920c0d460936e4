"""No sequence of acts on reports and contributions reaches a stage that their tables forbid (acceptance 3)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

import cast
from duban.core import clock
from duban.ledger.issuing.suspension import Resumed, Suspended
from duban.ledger.models import Indicator, Item, Part, Task
from duban.orgs.models import Unit
from duban.orgs.ticking import tick
from duban.progress.asking.contributions import ContributionAccepted, ContributionFiled, ContributionReturned
from duban.progress.asking.docking import OfferAnswered, Offered
from duban.progress.asking.requests import RequestEnded, RequestSet
from duban.progress.models import Contribution, Docking, ProgressReport, Request, StandingConsent
from duban.progress.reporting.amending import AmendmentAccepted, AmendmentRefused, ReportAmended
from duban.progress.reporting.consents import ConsentGiven, ConsentRevoked
from duban.progress.reporting.figures import FigureGiven, FigureWords
from duban.progress.reporting.office import (
    ReportAccepted,
    ReportExempted,
    ReportReturned,
    ReportUnlocked,
)
from duban.progress.reporting.reports import HandedBack, ReportFiled, ReportWritten, Waiting
from progress import year
from progress.machine import Act, Machine, doers_of, run

UNIT = ("liaison", "deputy", "head")
OFFICE = ("officer", "office_head")


def _reports() -> list[ProgressReport]:
    return list(ProgressReport.objects.order_by("-pk"))


def _contributions() -> list[Contribution]:
    return list(Contribution.objects.order_by("-pk"))


def _leads() -> list[Part]:
    return list(Part.objects.filter(unit__name="市水利局"))


def _helpers() -> list[Part]:
    return list(Part.objects.filter(unit__name="市民政局"))


def _figures() -> tuple[FigureWords, ...]:
    uid = Indicator.objects.get().uid
    return (FigureWords(uid, Decimal(3), remark="丈量"), FigureWords(uid, Decimal(2)))


def _consents(_about: object) -> list[ConsentGiven]:
    post = StandingConsent._meta.get_field("post").related_model.objects.get(unit__name="市水利局", kind="liaison")
    return [ConsentGiven(post.uid, clock.today() + timedelta(days=days)) for days in (90, 1, -1)]


ACTS = [
    Act(
        "progress.write_report",
        UNIT,
        _reports,
        lambda _about: [
            ReportWritten(text="清淤3公里"),
            ReportWritten(text="清淤4公里", to_head=True),
            ReportWritten(is_nil=True, to_head=True),
            ReportWritten(figures=_figures()[:1], remark="另报"),
            ReportWritten(figures=_figures()[1:]),
            ReportWritten(text="别人的版本", version=77),
        ],
    ),
    Act("progress.wait_report", UNIT, _reports, lambda _about: [Waiting()]),
    Act("progress.hand_back_report", ("head",), _reports, lambda _about: [HandedBack("写清数量"), HandedBack("")]),
    Act(
        "progress.file_report",
        ("head", "head", "liaison"),
        _reports,
        lambda _about: [
            ReportFiled(text="清淤3公里"),
            ReportFiled(is_nil=True),
            ReportFiled(),
            ReportFiled(text="清淤4公里", figures=_figures()[:1]),
        ],
    ),
    Act("progress.return_report", OFFICE, _reports, lambda _about: [ReportReturned("写清数量")]),
    Act("progress.accept_report", OFFICE, _reports, lambda _about: [ReportAccepted()]),
    Act("progress.amend_report", ("head",), _reports, lambda _about: [ReportAmended("清淤5公里", "漏报")]),
    Act("progress.accept_amendment", OFFICE, _reports, lambda _about: [AmendmentAccepted()]),
    Act("progress.unlock_report", OFFICE, _reports, lambda _about: [ReportUnlocked("停电")]),
    Act(
        "progress.exempt_report", OFFICE, _reports, lambda _about: [ReportExempted("停工"), ReportExempted("停" * 300)]
    ),
    Act("progress.give_figure", UNIT, _leads, lambda _about: [FigureGiven("2026-03", each) for each in _figures()]),
    Act("progress.give_consent", ("head",), lambda: list(Unit.objects.filter(name="市水利局")), _consents),
    Act(
        "progress.revoke_consent", ("head",), lambda: list(StandingConsent.objects.all()), lambda _a: [ConsentRevoked()]
    ),
    Act(
        "progress.set_request",
        UNIT,
        _leads,
        lambda _about: [
            RequestSet(_helpers()[0].uid, "安置人数"),
            RequestSet(_helpers()[0].uid, "资金", repeats=False),
            RequestSet("nobody", "资金"),
        ],
    ),
    Act("progress.end_request", UNIT, lambda: list(Request.objects.all()), lambda _about: [RequestEnded()]),
    Act(
        "progress.file_contribution",
        ("outsider",),
        _contributions,
        lambda _about: [ContributionFiled(text="30人"), ContributionFiled(is_nil=True), ContributionFiled()],
    ),
    Act("progress.return_contribution", UNIT, _contributions, lambda _about: [ContributionReturned("缺金额")]),
    Act("progress.accept_contribution", UNIT, _contributions, lambda _about: [ContributionAccepted()]),
    Act("progress.offer_docking", ("outsider",), _helpers, lambda _about: [Offered("季青禾", "按月提供名单")]),
    Act(
        "progress.answer_docking",
        UNIT,
        lambda: list(Docking.objects.order_by("-pk")),
        lambda _about: [OfferAnswered(is_agreed=True), OfferAnswered(is_agreed=False, reason="已有")],
    ),
    Act(
        "ledger.suspend_task",
        ("approver",),
        lambda: list(Task.objects.all()),
        lambda _about: [Suspended("汛期", clock.today() + timedelta(days=days)) for days in (3, 40)],
    ),
    Act("ledger.resume_task", ("approver",), lambda: list(Task.objects.all()), lambda _about: [Resumed("复工")]),
    Act("progress.refuse_amendment", OFFICE, _reports, lambda _about: [AmendmentRefused("口径不符")]),
]
BY_CODE = {act.code: act for act in ACTS}
# What brings a report on from each of its stages, one way or the other.
ONWARD = {
    "expected": (("progress.write_report",), ("progress.file_report",), ("progress.exempt_report",)),
    "drafting": (
        ("progress.wait_report",),
        ("progress.wait_report",),
        ("progress.write_report", "progress.file_report"),
    ),
    "waiting_contrib": (("progress.file_contribution",),),
    "unit_review": (("progress.file_report",), ("progress.hand_back_report",)),
    "submitted": (("progress.return_report",), ("progress.accept_report",)),
    "returned": (("progress.file_report",), ("progress.write_report",)),
    "accepted": (("progress.amend_report", "progress.accept_amendment"),),
    "amended": (
        ("progress.amend_report", "progress.accept_amendment"),
        ("progress.amend_report", "progress.refuse_amendment"),
    ),
    "missing": (("progress.unlock_report", "progress.file_report"),),
}


class ReportMachine(Machine):
    """The reports of a running task, with what is asked of the unit that helps."""

    @rule(
        act=st.sampled_from(ACTS).flatmap(lambda act: st.tuples(st.just(act), doers_of(act))),
        choice=st.integers(0, 5),
        behalf=st.sampled_from([False, False, True]),
        twice=st.sampled_from([False, False, True]),
        hours=st.sampled_from([0, 1, 30, 200]),
    )
    def anything(self, act: tuple[Act, str], choice: int, *, behalf: bool, twice: bool, hours: int) -> None:
        self.perform(*act, choice=choice, behalf=behalf, twice=twice, hours=hours)

    @rule(ways=st.lists(st.integers(0, 5), min_size=1, max_size=4))
    def onward(self, ways: list[int]) -> None:
        for way in ways:
            known = ONWARD.get(ProgressReport.objects.order_by("-pk")[0].stage, ())
            for code in known[way % len(known)] if known else ():
                act = BY_CODE[code]
                self.perform(act, act.doers[0], choice=way % 2, behalf=False, twice=False, hours=0)

    @rule(days=st.sampled_from([1, 1, 3, 8, 25]))
    def days_pass(self, days: int) -> None:
        self.pass_days(days)


def lay() -> tuple[cast.Cast, datetime]:
    """The task on the day on which its first report is expected."""
    actors = cast.assemble()
    year.running(actors, date(2026, 4, 10), year.ALL)
    item = Item.objects.get()
    Indicator.objects.create(jurisdiction=actors.city, item=item, title="清淤长度", target=10, base=0)
    from duban.orgs.acting.performing import By
    from duban.progress.asking.requests import set_request

    with year.at(year.ISSUED):
        set_request(by=By(actors.liaison), about=_leads()[0], given=RequestSet(_helpers()[0].uid, "名单"))
        tick(actors.city)
    return actors, datetime(2026, 3, 10, 6, tzinfo=UTC)


@pytest.mark.django_db
def test_no_acts_bring_a_report_where_its_table_does_not(pytestconfig: pytest.Config) -> None:
    reached = run(ReportMachine, lay, of=ProgressReport, steps=25 if pytestconfig.getoption("--deep") else 6)
    assert reached >= {"drafting", "waiting_contrib", "unit_review", "submitted", "returned", "accepted", "missing"}
