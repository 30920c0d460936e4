"""Titles are the beginning of a clause's own words."""

import pytest

from cast import reading
from duban.plans.drafting.start import draft_of
from duban.plans.drafting.titles import LONGEST_TITLE, kind_of, title_of


@pytest.mark.parametrize(
    ("words", "title"),
    [
        # cut at the first comma
        ("推动更多政务服务事项集成办理，年底前新增24项。", "推动更多政务服务事项集成办理"),
        # a beginning that does not say what is to be done goes on to the next break
        ("汛期前，完成水库除险加固22座，新增4.5万人。", "汛期前，完成水库除险加固22座"),
        # one sentence without a break loses its full stop only
        ("建成口袋公园18个。", "建成口袋公园18个"),
        # no break in 40 characters: the last pause before
        ("新建改造" + "管网、" * 20, "新建改造" + "管网、" * 11 + "管网"),
        # no pause at all: cut hard
        ("建" * 60, "建" * 40),
        # a decimal point is no break
        ("耕地保有量不低于212.5万亩，严守红线。", "耕地保有量不低于212.5万亩"),
        ("", ""),
    ],
)
def test_a_title_is_a_beginning_of_the_words(words: str, title: str) -> None:
    assert title_of(words) == title
    assert words.startswith(title)
    assert len(title) <= LONGEST_TITLE


def test_the_kind_of_a_task_is_what_it_can_be_measured_by() -> None:
    notation = """
    1 增长{5% =5%}，{6月底前 2026-06-30/month}完成。 > 市发改委
    2 {6月底前 2026-06-30/month}完成。 > 市发改委
    3 持续推进整治。 > 市发改委
    4 推进可持续发展。 > 市发改委
    """
    assert [kind_of(item) for item in draft_of(reading(notation)).items] == ["measured", "dated", "ongoing", "general"]
