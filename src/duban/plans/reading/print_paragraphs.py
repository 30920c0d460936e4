"""Rows joined to paragraphs where a line was only wrapped: the next word had no room on the row before.

That one rule serves pages and cells, narrow or wide, flush or centred. It is helped by what begins a paragraph in spite
of a full row: an indented row, a label after a full stop, another size, a wider gap.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from duban.plans.reading.labels import role_of
from duban.plans.reading.print_rows import OPENING, Row

_ENDS = "。；！？：;!?:"
# What begins a paragraph wherever it stands at the beginning of a row.
_SURE_LABEL = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}(?:、|[)）])|第[一二三四五六七八九十]{1,3}[条章节]|\d{1,3}[.．](?!\d)|附件\s*\d{0,2}[:：]?$"
)
_LABEL = re.compile(
    r"[（(]?[一二三四五六七八九十百]{1,4}(?:[、.．)）]|是[^一二三四五六七八九十]{0,2})|第[一二三四五六七八九十百\d]{1,4}[条章节]"
    r"|[（(]?\d{1,3}(?:[、．)）]|\.(?!\d))|[①-⑳]|附件"
)
_OTHER_LABEL = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}(?:部分|项|编)|(?:重点)?(?:任务|事项|举措)[一二三四五六七八九十\d]{1,3}[：:、.]|\d{1,2}[.．]\d{1,2}\s"
)
# 责任单位：…, a line of its own where nothing is indented
_NAMED = re.compile(r"[^，。、；：:;,（(\d]{2,10}[：:]")
_DOCUMENT_NUMBER = re.compile(r"[〔\[【（(]\d{4}[〕\]】）)]\s*\d+\s*号")
_MATTERS = ("任务", "措施", "举措", "内容", "目标", "电话")
_DUTIES = ("单位", "部门", "领导", "时限", "期限", "牵头", "配合", "协办")
_BRACKETS = ("（）", "()", "【】", "〔〕", "[]", "［］")
_INDENT = 1.2
_SLACK = 0.25
_OTHER_SIZE = 0.14
_TITLE = 1.1
_FAR = 1.6
_SIGNED = 6  # a row that begins so far in is a signature or a date


class Edges(NamedTuple):
    """Where the text of a page begins and ends, the size of its words and the usual step from row to row.

    `indents` says whether paragraphs begin with an indented row, as they do in most documents.
    """

    left: float
    right: float
    size: float
    step: float
    indents: bool = True


def goes_on(before: Row, row: Row, edges: Edges, *, over_page: bool = False) -> bool:
    """Say whether a row continues the paragraph of the row before it."""
    are_title = _is_title(before, edges) and _is_title(row, edges)
    if _is_apart(before, row, edges, over_page=over_page):
        return False
    if are_title and before.size > _TITLE * edges.size:
        return not over_page
    had_room = row.opening + _SLACK * row.size <= edges.right - before.right and before.text[-1] not in OPENING
    if had_room or _SURE_LABEL.match(row.text) is not None:
        return False
    has_ended = before.text[-1] in _ENDS or before.text[-1] in "）)"
    if row.left - edges.left > _INDENT * row.size:
        # Rows that hang below a label are indented too, and so is the last row of a title.
        hangs = before.left < row.left - row.size / 2 and _LABEL.match(before.text) is not None
        return (hangs or are_title) and not has_ended and _LABEL.match(row.text) is None
    is_labelled = _LABEL.match(row.text) is not None or _OTHER_LABEL.match(row.text) is not None
    begins = is_labelled or (not edges.indents and _NAMED.match(row.text) is not None)
    # 责任单位：市财政局，各镇 ends without a mark.
    has_ended = has_ended or (is_labelled and any(f"{duty}{mark}" in before.text for duty in _DUTIES for mark in "：:"))
    return not has_ended or not begins


def _is_apart(before: Row, row: Row, edges: Edges, *, over_page: bool) -> bool:
    """Say whether two rows differ in size, lie far from one another, or the first one is a signature or a date."""
    if abs(before.size - row.size) > _OTHER_SIZE * max(before.size, row.size):
        return True
    if not over_page and row.top - before.top > _FAR * max(edges.step, row.size):
        return True
    return before.left - edges.left > _SIGNED * before.size and not _is_title(before, edges)


def _is_title(row: Row, edges: Edges) -> bool:
    """Say whether a row stands in the middle as titles do, and is not the number of the document."""
    is_centred = abs((row.left - edges.left) - (edges.right - row.right)) < 2 * row.size
    return is_centred and row.text[-1] not in _ENDS and _DOCUMENT_NUMBER.search(row.text) is None


def lines_of_cell(rows: Sequence[Row], left: float, right: float) -> list[str]:
    """Return the paragraphs of a cell, given the edges within which its words may stand."""
    lines: list[list[Row]] = []
    for row in rows:
        if lines and _goes_on_in_cell(lines[-1][-1], row, left, right):
            lines[-1].append(row)
        else:
            lines.append([row])
    return [joined(line) for line in lines]


def is_full(before: Row, row: Row, left: float, right: float) -> bool:
    """Say whether the first word of a row had no room on the row before it."""
    is_centred = abs((before.left - left) - (right - before.right)) < 0.6 * row.size
    room = right - left - (before.right - before.left) if is_centred else right - before.right
    return room < row.opening + _SLACK * row.size or before.text[-1] in OPENING


def _goes_on_in_cell(before: Row, row: Row, left: float, right: float) -> bool:
    if not is_full(before, row, left, right):
        return False
    return before.text[-1] not in _ENDS or _LABEL.match(row.text) is None


def may_go_on(before: str, after: str, *, indents: bool) -> bool:
    """Say whether a full line may go on with the next one; `indents` says whether paragraphs begin indented.

    >>> may_go_on("推进口袋公园建", "设，完成8个。", indents=False)
    True
    >>> may_go_on("做好工作。", "责任单位：甲", indents=False)
    False
    """
    words = after.lstrip()
    if any(label.match(words) for label in (_SURE_LABEL, _LABEL, _OTHER_LABEL)) or (indents and words != after):
        return False
    if any(before.count(pair[0]) > before.count(pair[1]) for pair in _BRACKETS):
        return True
    named = _NAMED.match(words)
    if named is not None and (role_of(named[0][:-1]) or named[0][:-1].endswith(_MATTERS)):
        return False  # but for a label that a line end cuts: 责任 / 单位：
    return before.rstrip()[-1:] not in tuple(_ENDS) or indents


def joined_words(before: str, after: str) -> str:
    """Return two pieces of a paragraph as one; a line end between letters was a blank."""
    is_word = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return f"{before} {after}" if is_word else before + after


def joined(rows: Sequence[Row]) -> str:
    """Return the words of a paragraph; a line end between letters was a blank.

    >>> rows = [Row(text, 0, 0, 0, 0, 1, 1) for text in ("推广 green", "energy，建成", "30个")]
    >>> joined(rows)
    '推广 green energy，建成30个'
    """
    text = ""
    for row in rows:
        text = joined_words(text, row.text)
    return text
