"""An OpenDocument text gives its paragraphs, numbers and tables as an office program shows them."""

import io
import zipfile
from pathlib import Path

import pytest

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.limits import Limits
from duban.plans.reading.models import Document
from duban.plans.reading.sources import open_document

SAMPLES = Path(__file__).parents[2] / "samples"
LEVEL = '<x:list-level-style-number x:level="{}" s:num-format="{}" s:num-prefix="{}" s:num-suffix="{}"/>'
FIRST, SECOND = LEVEL.format(1, "一, 二, ...", "", "、"), LEVEL.format(2, "1", "（", "）")
STYLE = f'<x:list-style s:name="L">{FIRST}{SECOND}</x:list-style>'


def odt(body: str, styles: str = STYLE) -> bytes:
    """A package with this body."""
    space = 'xmlns:o="urn:o" xmlns:x="urn:text" xmlns:t="urn:table" xmlns:s="urn:style"'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", f"<o:document {space}>{styles}<o:text>{body}</o:text></o:document>")
    return buffer.getvalue()


def opened(body: str, styles: str = STYLE) -> Document:
    return open_document(odt(body, styles), name="plan.odt")


def paragraph(words: str) -> str:
    return f"<x:p>{words}</x:p>"


def listed(*items: str, more: str = "") -> str:
    return f'<x:list x:style-name="L"{more}>{"".join(f"<x:list-item>{item}</x:list-item>" for item in items)}</x:list>'


def test_numbers_of_lists_are_written_out() -> None:
    inner = f"<x:list>{'<x:list-item><x:p>甲</x:p><x:p>续</x:p></x:list-item>' * 2}</x:list>"
    body = listed(paragraph("工业") + inner, paragraph("农业"))
    assert opened(body).text.split("\n") == ["一、工业", "（1）甲", "续", "（2）甲", "续", "二、农业"]


@pytest.mark.parametrize(
    ("second", "numbers"),
    [
        (listed(paragraph("乙")), ["一、甲", "一、乙"]),  # a list of its own
        (listed(paragraph("乙"), more=' x:continue-numbering="true"'), ["一、甲", "二、乙"]),
        (listed(paragraph("乙"), more=' x:continue-list="list1"'), ["一、甲", "二、乙"]),
    ],
)
def test_a_list_goes_on_with_another_only_where_it_says_so(second: str, numbers: list[str]) -> None:
    assert opened(listed(paragraph("甲")) + second).text.split("\n") == numbers


def test_what_does_not_show_is_left_out_and_notes_follow_the_body() -> None:
    body = (
        "<x:tracked-changes><x:p>删去</x:p></x:tracked-changes>"
        '<x:p>推<x:s x:c="2"/>进<x:tab/>工<x:note><x:note-citation>1</x:note-citation>'
        "<x:note-body><x:p>注</x:p></x:note-body></x:note>作<o:annotation><x:p>批注</x:p></o:annotation></x:p><x:p>末</x:p>"
    )
    assert opened(body).text.split("\n") == ["推  进\t工1作", "末", "注"]


def test_cells_of_a_table_have_their_places_merged_ones_their_extent() -> None:
    body = (
        "<t:table><t:table-row><t:table-cell t:number-columns-spanned='2'><x:p>责任</x:p></t:table-cell>"
        "<t:covered-table-cell/><t:table-cell t:number-rows-spanned='2'><x:p>时限</x:p></t:table-cell></t:table-row>"
        "<t:table-row><t:table-cell><x:p>甲</x:p><x:p>乙</x:p></t:table-cell><t:table-cell/></t:table-row></t:table>"
    )
    document = opened(body)
    [grid] = document.grids
    assert [(cell.row, cell.column, cell.rows, cell.columns, cell.span.of(document.text)) for cell in grid.cells] == [
        (1, 1, 1, 2, "责任"),
        (1, 3, 2, 1, "时限"),
        (2, 1, 1, 1, "甲\n乙"),
    ]


def test_the_sample_reads_as_the_word_document_does() -> None:
    ours, theirs = (
        [
            line
            for line in open_document((SAMPLES / f"lan-2026.{kind}").read_bytes(), name="plan").text.split("\n")
            if line
        ]
        for kind in ("odt", "docx")
    )
    assert [line for line in theirs if line in ours] == theirs


def test_broken_and_too_large_files_are_refused() -> None:
    with pytest.raises(Unreadable) as broken:
        open_document(odt("<x:p>"), name="plan.odt")
    with pytest.raises(Unreadable) as large:
        open_document(odt(paragraph("甲") * 9), name="plan.odt", limits=Limits(lines=5))
    assert (broken.value.code, large.value.code) == ("file_damaged", "too_many_lines")
