"""Marks of secrecy (密级标志), searched for before anything is stored. Domain 6.6; GB/T 9704, 7.2.2.

A mark is a level (绝密, 机密, 秘密) with a star or a term, after 密级, or alone on one of the first lines. Words about
secrecy in running text (保守国家秘密, 商业秘密保护, 保密工作) are no mark.
"""

import re

from duban.core.values import Span
from duban.plans.reading.charsets import decode
from duban.plans.reading.formats import recognise
from duban.plans.reading.furniture import without_controls
from duban.plans.reading.limits import LIMITS

_LEVEL = r"[绝机秘絕機祕][ \t　]{0,4}密"
_TERM = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})[ \t　]{0,2}(?:年|个?月)|长[ \t　]{0,2}期"

_MARK = re.compile(
    # 机密★1年, 秘 密 ★, 绝密☆; not 标注“机密★”的文件, which speaks of marks
    rf"(?<![“‘「『]){_LEVEL}级?[ \t　]{{0,4}}[★☆⭐✩✭]"
    # 机密*5年, 秘密 10年 and (机密 长期) standing by themselves; not 国家秘密3年 nor 秘密十年磨一剑
    rf"|(?<![“‘「『\u4e00-\u9fff]){_LEVEL}级?[ \t　:：*＊—-]{{0,4}}(?:{_TERM})(?![\u4e00-\u9fff])"
    # 密级：秘密; not the choices of a form, 密级：绝密/机密/秘密
    rf"|密[ \t　]{{0,4}}级[ \t　]{{0,2}}[:：][ \t　]{{0,4}}{_LEVEL}(?![ \t　]{{0,2}}[/、|□○])"
)
_ALONE = re.compile(rf"[ \t　\[【(（]{{0,8}}{_LEVEL}级?[ \t　\]】)）]{{0,8}}")
_FIRST_LINES = 5
_HEAD = 2_000
# 【机密】方案.docx, 秘密-方案.txt, 方案（绝密）.txt; not 商业秘密保护方案.txt
_IN_NAME = re.compile(rf"[\[【(（]{_LEVEL}级?[\]】)）]|^{_LEVEL}级?[ _—.-]|[ _—-]{_LEVEL}级?(?=\.|$)")
_TAG = re.compile(r"<[^<>]{0,2000}>")

IN_NAME = Span(0, 0)


def secrecy_marks(text: str, name: str) -> tuple[Span, ...]:
    """Return the places of marks in a text; a mark in the name of the file is given as IN_NAME."""
    spans = [Span(*match.span()) for match in _MARK.finditer(text)]
    spans += _alone_at_the_head(text)
    if _IN_NAME.search(name) or _MARK.search(name):
        spans.append(IN_NAME)
    return tuple(sorted(set(spans)))


def is_marked(data: bytes, *, name: str) -> bool:
    """Say whether a file bears a mark anywhere, also where reading cuts it; else Unreadable."""
    kind = recognise(data, name=name)
    if kind is not None:
        from duban.plans.reading.packed_words import packed_words

        return bool(secrecy_marks(packed_words(data, kind=kind, name=name, limits=LIMITS), name))
    text = without_controls(decode(data, name=name, declared=True).text)
    if "<" not in text and "&" not in text:
        return bool(secrecy_marks(text, name))
    import html

    return any(secrecy_marks(bare, name) for bare in (text, html.unescape(_TAG.sub("", text))))


def _alone_at_the_head(text: str) -> list[Span]:
    found = []
    at = len(text) - len(text.lstrip())
    passed = 0
    for line in text[at : at + _HEAD].split("\n"):
        if passed == _FIRST_LINES:
            break
        passed += bool(line.strip())
        if _ALONE.fullmatch(line):
            found.append(Span(at, at + len(line)))
        at += len(line) + 1
    return found
