"""Figures: given once, by whose they are, questioned where they stand out, corrected ones kept (domain 4.1)."""

from datetime import date
from decimal import Decimal

import pytest

import cast
from duban.ledger.issuing.errors import WordsTooLong
from duban.ledger.models import Indicator, Item, Milestone, Part, WorkPlan
from duban.orgs.acting.performing import By
from duban.progress.models import Figure
from duban.progress.reporting.amending import AmendmentRefused, ReportAmended, amend_report, refuse_amendment
from duban.progress.reporting.errors import NoSuchMonth, NotItsFigure, RemarkNeeded
from duban.progress.reporting.figures import FigureGiven, FigureWords, give_figure
from duban.progress.reporting.office import ReportAccepted, accept_report
from duban.progress.reporting.reports import ReportFiled, ReportWritten, file_report, write_report
from duban.supervision.models import KeptLight
from progress import year

DAY = date(2026, 6, 10)


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def indicator(actors: cast.Cast) -> Indicator:
    """A figure of a running task, of which 市民政局 takes a share."""
    year.running(actors)
    item = Item.objects.get()
    Item.objects.filter(pk=item.pk).update(basis=Item.Basis.INDICATOR)
    found = Indicator.objects.create(jurisdiction=actors.city, item=item, title="清淤长度", target=10, base=0)
    found.allocations.create(jurisdiction=actors.city, unit=actors.outsider.posts[0].unit, target=4)
    return found


def part(unit: str = "市水利局") -> Part:
    return Part.objects.get(unit__name=unit)


def give(
    actors: cast.Cast,
    value: str,
    month: str = "2026-06",
    *,
    who: str = "liaison",
    remark: str | None = None,
    is_share: bool = False,
) -> None:
    words = FigureWords(Indicator.objects.get().uid, Decimal(value), remark=remark, is_share=is_share)
    own = part("市民政局" if who == "outsider" else "市水利局")
    with year.at(DAY):
        give_figure(by=By(getattr(actors, who)), about=own, given=FigureGiven(month, words))


def values() -> list[tuple[str, Decimal, bool]]:
    rows = Figure.objects.order_by("pk")
    return [(each.month, each.value, each.replaced_at is None) for each in rows]


def test_a_corrected_figure_stays_to_be_read(actors: cast.Cast, indicator: Indicator) -> None:
    give(actors, "3")
    give(actors, "3")  # the same again is left as it is
    give(actors, "3.5")
    assert values() == [("2026-06", Decimal(3), False), ("2026-06", Decimal("3.5"), True)]


def test_a_figure_moves_progress_in_its_act(actors: cast.Cast, indicator: Indicator) -> None:
    give(actors, "3")
    assert KeptLight.objects.get(unit__name="市水利局").progress == 3000


@pytest.mark.parametrize(
    ("month", "is_possible"),
    [
        ("2026-05", True),
        ("2026-06", True),  # the running month
        ("2026-07", False),  # the one after
        ("2026-13", False),
        ("2026-6", False),
        ("June", False),
    ],
)
def test_a_figure_is_of_a_month_that_has_begun(
    actors: cast.Cast, indicator: Indicator, month: str, *, is_possible: bool
) -> None:
    if is_possible:
        give(actors, "3", month)
    else:
        with pytest.raises(NoSuchMonth):
            give(actors, "3", month)
    assert bool(values()) is is_possible


@pytest.mark.parametrize(
    ("direction", "series", "is_questioned"),
    [
        ("up", ["3", "2"], True),  # it fell
        ("up", ["3", "3"], False),  # it stood
        ("up", ["1", "2", "5"], False),  # exactly three times the largest step
        ("up", ["1", "2", "5.000001"], True),  # more than that
        ("up", ["1", "100"], False),  # the first step has nothing to be compared with
        ("down", ["3", "2"], False),
        ("down", ["3", "4"], True),  # it rose and was to be lowered
        ("ceiling", ["3", "1"], False),  # a ceiling is held or not
    ],
)
def test_a_figure_that_stands_out_needs_a_remark(
    actors: cast.Cast, indicator: Indicator, direction: str, series: list[str], *, is_questioned: bool
) -> None:
    Indicator.objects.update(direction=direction)
    months = ["2026-03", "2026-04", "2026-05"]
    for month, value in zip(months, series[:-1], strict=False):
        give(actors, value, month)
    month = months[len(series) - 1]
    if not is_questioned:
        give(actors, series[-1], month)
        return
    for remark in (None, " "):
        with pytest.raises(RemarkNeeded):
            give(actors, series[-1], month, remark=remark)
    give(actors, series[-1], month, remark="口径调整")
    assert Figure.objects.get(month=month).remark == "口径调整"


def test_a_figure_is_given_by_whose_it_is(actors: cast.Cast, indicator: Indicator) -> None:
    with pytest.raises(NotItsFigure):
        give(actors, "1", who="outsider")  # the whole is the lead's
    give(actors, "1", who="outsider", is_share=True)
    with pytest.raises(NotItsFigure):
        give(actors, "1", is_share=True)  # the lead has no share
    assert Figure.objects.get().unit == part("市民政局").unit


def test_a_figure_of_a_plan_that_is_not_in_force_is_refused(actors: cast.Cast, indicator: Indicator) -> None:
    WorkPlan.objects.update(stage="returned")
    with pytest.raises(NotItsFigure):
        give(actors, "1")


def test_a_remark_that_does_not_fit_is_refused(actors: cast.Cast, indicator: Indicator) -> None:
    with pytest.raises(WordsTooLong):
        give(actors, "1", remark="长" * 256)


def test_a_question_keeps_a_report_from_going_on_and_nothing_of_it(actors: cast.Cast, indicator: Indicator) -> None:
    give(actors, "3", "2026-02")
    year.on(actors, year.ISSUED)
    words = (FigureWords(indicator.uid, Decimal(2)),)
    with year.at(date(2026, 3, 10)):
        with pytest.raises(RemarkNeeded):
            write_report(by=By(actors.liaison), about=year.report(), given=ReportWritten(text="退了", figures=words))
        assert (year.report().stage, values()) == ("expected", [("2026-02", Decimal(3), True)])
        words = (FigureWords(indicator.uid, Decimal(2), remark="重新丈量"),)
        file_report(by=By(actors.head), about=year.report(), given=ReportFiled(text="退了", figures=words))
    assert "重新丈量" in year.report().versions.get().figures


def test_a_figure_given_before_stands_in_the_version_that_is_filed(actors: cast.Cast, indicator: Indicator) -> None:
    year.on(actors, year.ISSUED)
    give(actors, "3", "2026-03")
    with year.at(date(2026, 3, 24)):
        file_report(by=By(actors.head), about=year.report(), given=ReportFiled(text="清淤3公里"))
    assert '"value": "3"' in year.report().versions.get().figures


def test_an_amended_figure_moves_progress_in_its_act(actors: cast.Cast, indicator: Indicator) -> None:
    year.on(actors, year.ISSUED)
    with year.at(date(2026, 3, 24)):
        file_report(by=By(actors.head), about=year.report(), given=ReportFiled(text="清淤3公里"))
        accept_report(by=By(actors.officer), about=year.report(), given=ReportAccepted())
        given = ReportAmended("清淤4公里", "漏报", figures=(FigureWords(indicator.uid, Decimal(4)),))
        amend_report(by=By(actors.head), about=year.report(), given=given)
    assert KeptLight.objects.get(unit__name="市水利局").progress == 4000


@pytest.mark.parametrize(("before", "after"), [(None, None), ("3", "3")])
def test_figures_of_an_amendment_that_is_refused_go_back(
    actors: cast.Cast, indicator: Indicator, before: str | None, after: str | None
) -> None:
    year.on(actors, year.ISSUED)
    with year.at(date(2026, 3, 24)):
        if before:
            words = FigureWords(indicator.uid, Decimal(before))
            give_figure(by=By(actors.liaison), about=part(), given=FigureGiven("2026-03", words))
        file_report(by=By(actors.head), about=year.report(), given=ReportFiled(text="清淤3公里"))
        accept_report(by=By(actors.officer), about=year.report(), given=ReportAccepted())
    with year.at(date(2026, 3, 25)):
        given = ReportAmended("清淤4公里", "漏报", figures=(FigureWords(indicator.uid, Decimal(4)),))
        amend_report(by=By(actors.head), about=year.report(), given=given)
        refuse_amendment(by=By(actors.officer), about=year.report(), given=AmendmentRefused("口径不符"))
    assert [value for _month, value, holds in values() if holds] == ([Decimal(after)] if after else [])
    assert KeptLight.objects.get(unit__name="市水利局").progress == (3000 if after else 0)


def test_milestones_of_an_item_with_an_indicator_do_not_count_twice(actors: cast.Cast, indicator: Indicator) -> None:
    Milestone.objects.update(done_on=DAY, done_at="2026-06-10T04:00:00Z")
    give(actors, "2")
    assert KeptLight.objects.get(unit__name="市水利局").progress == 2000
