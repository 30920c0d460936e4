"""Times in words, and the last day that they mean."""

import pytest

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
        ("国庆前开街。", "国庆前", "None", "none"),  # which day was not said
        ("13月底前完成。", "13月底前", "None", "month"),  # no such month
    ],
)
def test_times(words: str, text: str, day: str, precision: str) -> None:
    item = read(f"{HEAD}1.{words}（牵头单位：市财政局）").items[0]
    assert [(found.text, str(found.date), found.precision) for found in item.deadlines] == [(text, day, precision)]


@pytest.mark.parametrize(
    "words",
    ["完成年度任务。", "全年减负6亿元。", "2020年以来的问题。", "每月5日前报送。", "5月举办赛事。", "3年退还。"],
)
def test_a_period_or_a_year_alone_is_no_deadline(words: str) -> None:
    assert read(f"{HEAD}1.{words}（牵头单位：市财政局）").items[0].deadlines == ()


def test_a_label_of_its_own_gives_the_time_as_printed() -> None:
    item = read("2024年重点任务\n1.做事。\n牵头单位：市体育局。\n完成时限：2024年11月").items[0]
    assert [(found.text, str(found.date)) for found in item.deadlines] == [("2024年11月", "2024-11-30")]


def test_without_a_year_in_the_document_there_is_no_day() -> None:
    item = read("1.年底前完成。（牵头单位：市体育局）").items[0]
    assert [(found.date, found.precision) for found in item.deadlines] == [(None, "year")]
