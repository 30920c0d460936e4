"""Times in words, and the last day that they mean."""

import pytest

from duban.plans.reading.deadlines import last_day
from notation import read

HEAD = "某市人民政府\n2024年3月8日\n"


@pytest.mark.parametrize(
    ("words", "text", "day", "precision"),
    [
        ("9月底前完成。", "9月底前", "2024-09-30", "month"),
        ("2月底前完成。", "2月底前", "2024-02-29", "month"),  # leap year
        ("9月1日前开园。", "9月1日前", "2024-09-01", "day"),
        ("12月31日完成。", "12月31日", "2024-12-31", "day"),
        ("年底前完成主体。", "年底前", "2024-12-31", "year"),
        ("力争年内开工。", "年内", "2024-12-31", "year"),
        ("2021年底前配齐。", "2021年底前", "2021-12-31", "year"),
        ("到2025年保持。", "到2025年", "2025-12-31", "year"),
        ("上半年通车。", "上半年", "2024-06-30", "half"),
        ("三季度末开工。", "三季度末", "2024-09-30", "quarter"),
        ("第三季度完成。", "第三季度", "2024-09-30", "quarter"),
        ("2024年6月底前取消。", "2024年6月底前", "2024-06-30", "month"),
        ("每年6月30日前发放。", "每年6月30日前", "2024-06-30", "day"),
        ("11月上旬前完成。", "11月上旬前", "2024-11-10", "month"),
        ("11月初完成。", "11月初", "2024-11-10", "month"),
        ("年终前完成。", "年终前", "2024-12-31", "year"),
        ("国庆前开街。", "国庆前", "None", "none"),  # which day was not said
        ("13月底前完成。", "13月底前", "None", "month"),  # no such month
        ("力争6月开工。", "6月", "2024-06-30", "month"),  # the verb says that it is a time to be kept
        ("10月份完成。", "10月份", "2024-10-31", "month"),
        ("2026年建成通车。", "2026年", "2026-12-31", "year"),  # a later year than the plan's
        ("到2025年6月建成。", "到2025年6月", "2025-06-30", "month"),
        ("今年年底前完成。", "今年年底前", "2024-12-31", "year"),
        ("明年6月底前完成。", "明年6月底前", "2025-06-30", "month"),
        ("十月底前完成。", "十月底前", "2024-10-31", "month"),  # Chinese numerals
        ("2024年第三季度完成。", "2024年第三季度", "2024-09-30", "quarter"),
        ("二季度开工。", "二季度", "2024-06-30", "quarter"),
        ("年中前见效。", "年中前", "2024-06-30", "half"),
        ("“十五五”末达到60%。", "“十五五”末", "2030-12-31", "year"),
        ("主汛期前清淤。", "主汛期前", "None", "none"),
        ("国庆节前开街。", "国庆节前", "None", "none"),
    ],
)
def test_times(words: str, text: str, day: str, precision: str) -> None:
    item = read(f"{HEAD}1.{words}（牵头单位：市财政局）").items[0]
    assert [(found.text, str(found.date), found.precision) for found in item.deadlines] == [(text, day, precision)]


@pytest.mark.parametrize(
    "words",
    [
        "完成年度任务。",
        "全年减负6亿元。",
        "2020年以来的问题。",
        "每月5日前报送。",
        "5月举办赛事。",
        "3年退还。",
        "改造2000年底前建成的小区。",  # which ones
        "较2023年底下降3%。",
        "截至2023年12月底的存量。",
        "三年内、近5年内、半年内的问题。",  # how long
        "去年底建成的项目。",
        "9月30日起实施。",
        "2024年完成投资5亿元。",  # the plan's own year
        "一季度增长5%。",
        "5月完成的前期工作。",
    ],
)
def test_a_period_or_a_year_alone_is_no_deadline(words: str) -> None:
    assert read(f"{HEAD}1.{words}（牵头单位：市财政局）").items[0].deadlines == ()


def test_a_label_of_its_own_gives_the_time_as_printed() -> None:
    item = read("2024年重点任务\n1.做事。\n牵头单位：市体育局。\n完成时限：2024年11月").items[0]
    assert [(found.text, str(found.date)) for found in item.deadlines] == [("2024年11月", "2024-11-30")]


def test_without_a_year_in_the_document_there_is_no_day() -> None:
    item = read("1.年底前完成。（牵头单位：市体育局）").items[0]
    assert [(found.date, found.precision) for found in item.deadlines] == [(None, "year")]


@pytest.mark.parametrize(
    ("words", "day", "precision"),
    [
        ("2024-12-31", "2024-12-31", "day"),
        ("2025-08-31 00:00:00", "2025-08-31", "day"),  # as a sheet keeps a date
        ("2025/8/31", "2025-08-31", "day"),
        ("2025.12", "2025-12-31", "month"),
        ("12.31前", "2024-12-31", "day"),
        ("二〇二五年十月底", "2025-10-31", "month"),
        ("2025年6月—12月", "2025-12-31", "month"),  # of a period, its end
        ("1-12月", "2024-12-31", "month"),
        ("2024年3月1日至5月31日", "2024-05-31", "day"),
        ("6月30日前完成60%，年底完工", "2024-12-31", "year"),  # of several times, the last
        ("6月底前开工，2026年6月建成", "2026-06-30", "month"),
        ("全年", "2024-12-31", "year"),
        ("完成投资5.5亿元", "None", "none"),  # a figure is no date
        ("长期坚持", "None", "none"),
        ("每季度1次", "None", "none"),
        ("秋季学期", "None", "none"),
    ],
)
def test_a_cell_is_read_as_its_last_day(words: str, day: str, precision: str) -> None:
    on, exactly = last_day(words, year=2024)
    assert (str(on), exactly) == (day, precision)
