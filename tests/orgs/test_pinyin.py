"""Names are spelled as pypinyin spells them, whatever stands in them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from duban.orgs.register.pinyin import LONGEST_INITIALS, LONGEST_PINYIN, initials_of, keyboard_columns, pinyin_of
from ledger.notice_register import UNITS

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "lan-2026.txt"


def spelled(name: str) -> str:
    return " ".join(lazy_pinyin(name))[:LONGEST_PINYIN]


# Name, syllables.
NAMES = [
    ("市审计局", "shi shen ji ju"),
    # a phrase gives its characters another sound: 会 is hui, 会计 kuai ji
    ("市会计局", "shi kuai ji ju"),
    ("市社会局", "shi she hui ju"),
    # the longer of two phrases: 人民政府 and not 人民
    ("市人民政府", "shi ren min zheng fu"),
    # what is not Chinese stays as it is, in one piece
    ("市第12中学 (B)", "shi di 12 zhong xue  (B)"),
    ("5G办", "5G ban"),
    ("ABC", "ABC"),
    # the rest begins 丑媳妇总得见公婆, so 总得 (zong dei) is not looked for in it; after a 局 it is found
    ("丑媳妇总得", "chou xi fu zong de"),
    ("丑媳妇总得局", "chou xi fu zong dei ju"),
    # a character without a sound, one beyond the basic plane, the zero of numbers
    ("\ue900局", "\ue900 ju"),
    ("𠀀局", "he ju"),
    ("二〇二六", "er ling er liu"),
    ("", ""),
]


@pytest.mark.parametrize(("name", "syllables"), NAMES)
def test_a_name_is_spelled(name: str, syllables: str) -> None:
    assert (pinyin_of(name), spelled(name)) == (syllables, syllables)


def test_the_units_of_registers_and_the_lines_of_a_plan_are_spelled_as_pypinyin_does() -> None:
    registers = " ".join(UNITS.values()).replace("=", " ").split()
    texts = [*registers, *SAMPLE.read_text("utf-8").splitlines()[::8]]
    assert [pinyin_of(text) for text in texts] == [spelled(text) for text in texts]


characters = st.characters(categories=["Lo", "Nd", "Lu", "Po", "Zs"])
phrases = st.sampled_from(sorted(PHRASES_DICT))
beginnings = st.builds(lambda phrase, length: phrase[:length], phrases, st.integers(1, 6))
chinese = st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF)


@given(st.lists(st.one_of(phrases, beginnings, chinese, characters), max_size=8).map("".join))
def test_whatever_stands_in_a_name_it_is_spelled_as_pypinyin_does(name: str) -> None:
    assert pinyin_of(name) == spelled(name)


def test_columns_hold_no_more_than_the_database_does() -> None:
    columns = keyboard_columns("阿" * 200)
    assert {name: len(value) for name, value in columns.items()} == {
        "pinyin": LONGEST_PINYIN,
        "initials": LONGEST_INITIALS,
    }


def test_what_a_person_wrote_goes_before_the_name() -> None:
    assert keyboard_columns("重庆局", " Chong  QING ju") == {"pinyin": "chong qing ju", "initials": "cqj"}
    assert initials_of("") == ""
