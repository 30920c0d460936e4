r"""A Rich Text file gives its paragraphs and tables; \u, code pages and what does not show are minded."""

from pathlib import Path

import pytest

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.limits import Limits
from duban.plans.reading.marks import is_marked
from duban.plans.reading.models import Document
from duban.plans.reading.read import read_document
from duban.plans.reading.sources import open_document

SAMPLE = (Path(__file__).parent / "files" / "lan-word-2026.rtf").read_bytes()
CORPUS = Path(__file__).parents[1] / "corpus"


def opened(body: str, head: str = r"\ansi\ansicpg936") -> Document:
    return open_document((r"{\rtf1" + head + " " + body + "}").encode("latin-1"), name="plan.rtf")


def unicode(words: str) -> str:
    return "".join(rf"\u{ord(char) - 65536 if ord(char) > 32767 else ord(char)}?" for char in words)


def coded(words: str, page: str = "gb18030") -> str:
    return "".join(rf"\'{byte:02x}" for byte in words.encode(page))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (unicode("推进工业") + r"\par " + unicode("末"), "推进工业\n末"),
        (coded("推进工业"), "推进工业"),  # bytes of the code page
        (r"{\fonttbl{\f1\fcharset136 PMingLiU;}}\f1 " + coded("財政", "big5"), "財政"),  # of the font
        (r"\uc2 " + unicode("推").replace("?", coded("推")) + "1", "推1"),  # two bytes stand for it in older programs
        (r"{\*\generator x;}{\info{\title y}}" + coded("甲"), "甲"),  # destinations that show nothing
        (coded("甲") + r"{\v " + coded("隐") + r"}{\deleted " + coded("删") + "}" + coded("乙"), "甲乙"),
        (r"{\header " + coded("页眉") + r"\par}" + coded("甲"), "甲"),
        (r"{\listtext\tab}" + coded("甲") + r"\line " + coded("乙"), "\t甲\n乙"),
        (r"1\~2\_3 \{4\}\\", "1\xa02-3 {4}\\"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt " + coded("甲") + "}}", "甲"),
        (coded("甲") + "}}}" + coded("乙"), "甲乙"),  # braces too many
    ],
)
def test_words_of_a_file(body: str, text: str) -> None:
    assert opened(body).text == text


def test_cells_of_a_table_have_their_places_merged_ones_their_extent() -> None:
    def row(bounds: str, *cells: str) -> str:
        return rf"\trowd{bounds}\pard\intbl " + "".join(coded(cell) + r"\cell " for cell in cells) + r"\row "

    body = (
        coded("题") + r"\par "
        + row(r"\clvmgf\cellx1000\cellx3000", "类别", "责任")
        + row(r"\clvmrg\cellx1000\cellx2000\cellx3000", "", "甲", "乙")
        + r"\pard " + coded("末") + r"\par"
    )  # fmt: skip
    document = opened(body)
    [grid] = document.grids
    assert document.text.split("\n") == ["题", "类别", "责任", "甲", "乙", "末"]
    assert [(cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells] == [
        *((1, 1, 2, 1), (1, 2, 1, 2)),
        *((2, 2, 1, 1), (2, 3, 1, 1)),
    ]


def test_a_document_saved_by_an_office_program_reads_as_its_word_document() -> None:
    word = read_document(open_document((CORPUS / "lan-word-2026.docx").read_bytes(), name="plan.docx"))
    rich = read_document(open_document(SAMPLE, name="plan.doc"))  # as some programs name it
    assert [(item.number, item.text) for item in rich.items] == [(item.number, item.text) for item in word.items]
    assert [unit.name for unit in rich.units] == [unit.name for unit in word.units]


def test_marks_of_secrecy_are_found_where_nothing_shows_too() -> None:
    hidden = (r"{\rtf1\ansicpg936{\header " + coded("机密★1年") + r"\par}" + coded("方案") + "}").encode()
    assert is_marked(hidden, name="plan.rtf")
    assert not is_marked(SAMPLE, name="plan.rtf")


def test_too_much_is_refused() -> None:
    for data, limits, code in (
        (r"{\rtf1 a" + r"\par a" * 9 + "}", Limits(lines=5), "too_many_lines"),
        (r"{\rtf1 " + "{" * 3_000, Limits(), "nested_too_deep"),
        (r"{\rtf1 }", Limits(), "no_words"),
    ):
        with pytest.raises(Unreadable) as refused:
            open_document(data.encode(), name="plan.rtf", limits=limits)
        assert refused.value.code == code
