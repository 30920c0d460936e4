"""Marks of secrecy are found in every kind of document, wherever in it they stand (domain 6.6)."""

from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from duban.plans.reading.marks import is_marked
from duban.plans.sandbox import is_marked_in_child
from printing import Sheet, printed

SAMPLES = Path(__file__).parents[2] / "samples"
MARK = "机密★1年"


def word(*, head: str = "", cell: str = "") -> bytes:
    document = docx.Document()
    document.add_paragraph("澜州市重点任务分工方案")
    document.add_table(1, 1).cell(0, 0).text = cell
    paragraph = document.sections[0].header.paragraphs[0]
    for letter in head:
        paragraph.add_run(letter)  # each letter by itself, as Word leaves them after changes
    return stored(document.save)


def workbook(*, cell: str = "", foot: str = "", hidden: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["B2"] = "重点任务", cell
    sheet.oddFooter.center.text = foot
    second = book.create_sheet("二")
    second["A1"], second.sheet_state = hidden, "hidden"
    return stored(book.save)


def stored(save: object) -> bytes:
    to = BytesIO()
    assert callable(save)
    save(to)
    return to.getvalue()


def print_of(words: str) -> bytes:
    return printed([Sheet().words(90, 90, "重点任务分工方案"), Sheet().words(90, 90, words)])


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "marked", "plain"),
    [
        ("a.docx", word(cell=MARK), word(cell="机密文件清退率100%")),  # in a cell
        ("a.docx", word(head=MARK), word(head="澜州市")),  # in the head of the page
        ("a.xlsx", workbook(cell=MARK), workbook(cell="保守国家秘密")),  # in a cell
        ("a.xlsx", workbook(foot=MARK), workbook(foot="第1页")),  # in the foot of the page
        ("a.xlsx", workbook(hidden=MARK), workbook(hidden="备查")),  # on a sheet that does not show
        ("a.pdf", print_of(MARK), print_of("保密工作")),  # on the second page
        ("a.doc", OLE + b"x" + MARK.encode("utf-16-le"), OLE + "保密".encode("utf-16-le")),  # at an odd place
    ],
)
def test_a_mark_is_found_in_a_document(name: str, marked: bytes, plain: bytes) -> None:
    assert is_marked(marked, name=name)
    assert not is_marked(plain, name=name)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("lan-2026.*")), ids=lambda path: path.suffix)
def test_the_sample_bears_no_mark(path: Path) -> None:
    assert not is_marked(path.read_bytes(), name=path.name)


def test_the_search_runs_in_a_child_and_says_nothing_of_what_it_cannot_open() -> None:
    assert is_marked_in_child(print_of(MARK), name="a.pdf")
    assert not is_marked_in_child(word(cell=MARK)[:900], name="a.docx")
