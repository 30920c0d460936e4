"""Marks of secrecy are found before anything is stored, and words about secrecy are left alone (domain 6.6)."""

import pytest

from duban.plans.reading.marks import IN_NAME, is_marked, secrecy_marks

MARKED = [
    "机密★1年",  # as GB/T 9704 prints it
    "秘 密 ★ 6个月",  # letters apart
    "绝密☆",  # another star, no term
    "机密★长期\n澜州市人民政府文件",  # above the head
    "份号 000012\n  秘密　10年\n特急",  # a term without a star
    "（机密 长期）",  # in brackets
    "机密*五年",  # a star from a keyboard
    "密级：秘密",  # after its label
    "密 级:机密 保密期限:三年",
    "\n\n绝密\n澜州市人民政府",  # alone on a first line
    "【秘密】\n关于若干事项的报告",
]

UNMARKED = [
    "保守国家秘密，严守工作纪律。",  # a duty
    "加强商业秘密保护，新增示范企业 20 家。",  # a task
    "开展涉密人员保密教育，机密文件清退率达到 100%。",
    "国家秘密3年以上未解密的逐件审核。",  # a term in a sentence
    "秘密十年磨一剑",  # no term of a mark
    "标注“机密★”的文件不得录入。",  # speaks of marks
    "密级：绝密/机密/秘密（勾选）",  # a form
    "第一条\n第二条\n第三条\n第四条\n第五条\n秘密\n",  # alone, but far down: a cell of a table
    "牵头单位：市机要和保密局、市国家保密局",
]


@pytest.mark.parametrize("text", MARKED)
def test_a_mark_is_found_where_it_stands(text: str) -> None:
    spans = secrecy_marks(text, "方案.txt")
    assert spans
    assert all("密" in span.of(text) for span in spans)


@pytest.mark.parametrize("text", UNMARKED)
def test_words_about_secrecy_are_no_mark(text: str) -> None:
    assert secrecy_marks(text, "方案.txt") == ()


@pytest.mark.parametrize(
    "name", ["机密★1年 方案.docx", "【机密】方案.docx", "秘密-方案.txt", "方案（绝密）.pdf", "方案_机密.txt"]
)
def test_a_mark_in_the_name_of_the_file_is_found(name: str) -> None:
    assert secrecy_marks("一、工业（共1条）", name) == (IN_NAME,)


@pytest.mark.parametrize("name", ["商业秘密保护方案.txt", "秘密花园.txt", "保密工作要点.docx", "机密文件清退.txt"])
def test_a_name_that_speaks_of_secrecy_is_no_mark(name: str) -> None:
    assert secrecy_marks("一、工业（共1条）", name) == ()


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><div class='header'>机密★1年</div><p>正文</p></body></html>",  # in a part that reading cuts
        "<html><body><p>机<b>密</b>&#9733;1年</p></body></html>",  # between tags, the star as an entity
        "<html><head><meta name='level' content='秘密★'></head><body><p>正文</p></body></html>",  # unseen
    ],
)
def test_a_mark_is_found_anywhere_in_a_page(page: str) -> None:
    assert is_marked(page.encode(), name="page.html")
    assert is_marked(page.encode("gb18030"), name="page.html")


def test_a_long_text_is_searched_in_one_pass() -> None:
    assert not is_marked(("机 密 " * 400_000).encode(), name="long.txt")
    assert not is_marked(("<" * 400_000).encode(), name="long.html")
    assert not is_marked(b"\n" * 4_000_000 + b"1", name="blank.txt")
