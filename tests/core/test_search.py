"""Search tokens: two Chinese characters are enough, words and numbers stay whole."""

import pytest

from duban.core.search import normalise, query_tokens, token_text, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # overlapping pairs of a run; punctuation ends it
        ("教育局、体育局", ("教育", "育局", "体育")),
        # a run of one character stands for itself
        ("水 利", ("水", "利")),
        # words and numbers stay whole, full width becomes half width, capitals small
        ("ＰＭ2.5浓度", ("pm2.5", "浓度")),
        ("5G基站900个", ("5g", "基站", "900", "个")),
        # a full stop after a number is none of it
        ("完成5.", ("完成", "5")),
        # characters beyond the basic plane, and the zero of years
        ("二〇二六年𠮷", ("二〇", "〇二", "二六", "六年", "年𠮷")),
        ("", ()),
        ("，。—", ()),
    ],
)
def test_a_text_is_cut_into_tokens(text: str, expected: tuple[str, ...]) -> None:
    assert tokens(text) == expected


def test_every_piece_of_a_text_of_two_characters_and_more_finds_it() -> None:
    text = "新建改造污水管网160公里，城市生活污水集中收集率达到68%以上"
    row = token_text(text)
    for run in ("新建改造污水管网", "公里", "城市生活污水集中收集率达到"):
        for start in range(len(run) - 1):
            for end in range(start + 2, len(run) + 1):
                assert all(f" {token} " in row for token in query_tokens(run[start:end]))


def test_a_lone_character_has_no_token_and_is_found_in_the_text() -> None:
    assert query_tokens("水") == ()
    assert "水" in normalise("污水管网")
