"""An ofd gives its lines by where its characters stand, in each of the ways in which programs write it."""

import io
import zipfile
from collections.abc import Sequence

import pytest

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.limits import Limits
from duban.plans.reading.messages import REFUSALS
from duban.plans.reading.models import Document
from duban.plans.reading.sources import open_document

SIZE, LEFT, TOP, STEP = 5.6, 28.0, 40.0, 10.0  # millimetres
FULL = "为把会议部署变成可以检查的任务制定以下分工方案请对照"[:26]
PLAN = [
    "一、工业",
    "1.新增规模以上企业20家，在各县（市、区）建设服务站点30处。（牵头单位：市工信局；配合单位：市财政局）",
]
PREFIXED = ("ofd:", 'xmlns:ofd="http://www.ofdspec.org/2016"')
DEFAULT = ("", 'xmlns="http://www.ofdspec.org/2016"')
BARE = ("", "")
Variant = tuple[str, str]


def words(left: float, top: float, text: str, *, single: bool = False, more: str = "") -> str:
    """A row of words; a single object for each character where the program splits them."""
    if single:
        return "".join(words(left + place * SIZE, top, character) for place, character in enumerate(text))
    steps = f'DeltaX="g {len(text) - 1} {SIZE}"' if len(text) > 1 else ""
    return (
        f'<:TextObject ID="7" Boundary="{left} {top} 160 7" Size="{SIZE}" Font="3" {more}>'
        f'<:TextCode X="0" Y="4.9" {steps}>{text}</:TextCode></:TextObject>'
    )


def rule(left: float, top: float, right: float, bottom: float) -> str:
    path = f"M 0 0 L {right - left} {bottom - top}"
    return (
        f'<:PathObject ID="8" Boundary="{left} {top} 200 200"><:AbbreviatedData>{path}</:AbbreviatedData></:PathObject>'
    )


def rows(paragraphs: Sequence[str], *, single: bool = False) -> str:
    """Paragraphs of 26 ideographs a row, the first one indented."""
    set_rows: list[tuple[float, str]] = []
    for paragraph in paragraphs:
        set_rows.append((2, paragraph[:24]))
        set_rows += ((0, paragraph[start : start + 26]) for start in range(24, len(paragraph), 26))
    return "".join(
        words(LEFT + indent * SIZE, TOP + place * STEP, row, single=single)
        for place, (indent, row) in enumerate(set_rows)
    )


def ofd(
    *documents: Sequence[str], variant: Variant = PREFIXED, template: str = "", absolute: bool = False, more: str = ""
) -> bytes:
    """A file of documents, each of pages, each of objects; names below are written with `<:`."""
    prefix, space = variant
    parts: dict[str, str] = {}
    roots = ""
    for number, pages in enumerate(documents):
        folder = f"Doc_{number}"
        roots += f"<:DocBody><:DocInfo/><:DocRoot>{'/' if absolute else ''}{folder}/Document.xml</:DocRoot></:DocBody>"
        listed = "".join(
            f'<:Page ID="{place + 1}" BaseLoc="Pages/Page_{place}/Content.xml"/>' for place in range(len(pages))
        )
        parts[f"{folder}/Document.xml"] = (
            "<:Document{space}><:CommonData><:PageArea><:PhysicalBox>0 0 210 297</:PhysicalBox></:PageArea>"
            '<:TemplatePage ID="90" BaseLoc="Tpls/Tpl_0/Content.xml"/></:CommonData>'
            f"<:Pages>{listed}</:Pages></:Document>"
        )
        parts[f"{folder}/Tpls/Tpl_0/Content.xml"] = (
            f'<:Page{{space}}><:Content><:Layer ID="91">{template}</:Layer></:Content></:Page>'
        )
        for place, objects in enumerate(pages):
            parts[f"{folder}/Pages/Page_{place}/Content.xml"] = (
                f'<:Page{{space}}><:Template TemplateID="90" ZOrder="Background"/><:Content><:Layer ID="2">'
                f'<:PageBlock ID="3">{objects}</:PageBlock></:Layer></:Content></:Page>'
            )
    parts["OFD.xml"] = f'<:OFD{{space}} Version="1.0" DocType="OFD">{roots}</:OFD>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            written = content.replace("{space}", f" {space}").replace("</:", f"</{prefix}").replace("<:", f"<{prefix}")
            archive.writestr(part, f'<?xml version="1.0" encoding="UTF-8"?>{written}')
        if more:
            archive.writestr(more, "<x/>")
    return buffer.getvalue()


def opened(data: bytes, limits: Limits | None = None) -> Document:
    return open_document(data, name="plan.ofd", limits=limits or Limits())


def refusal(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as refused:
        opened(data, limits)
    assert refused.value.code in REFUSALS
    return refused.value.code


def code_of(data: bytes) -> str | None:
    try:
        opened(data)
    except Unreadable as refused:
        return refused.code
    return None


@pytest.mark.parametrize("variant", [PREFIXED, DEFAULT, BARE])
@pytest.mark.parametrize("single", [False, True])
def test_rows_are_joined_whatever_the_prefix_and_however_words_are_split(variant: Variant, single: bool) -> None:
    document = opened(ofd([rows(PLAN, single=single)], variant=variant))
    assert document.text.split("\n") == PLAN
    assert document.source.format == "ofd"
    assert {place.page for place in document.places} == {1}


def test_the_documents_of_one_file_follow_one_another() -> None:
    document = opened(
        ofd([words(LEFT, TOP, "通知。")], [words(LEFT, TOP, "附件。"), words(LEFT, TOP, "说明。")], absolute=True)
    )
    assert document.text == "通知。\n附件。\n说明。"
    assert [place.page for place in document.places] == [1, 2, 3]


def test_what_a_template_prints_around_the_text_of_every_page_goes() -> None:
    head = words(80, 10, "澜州市人民政府文件")
    texts = ("1.新增企业。", "2.修路。", "3.建桥三座。")
    pages = [rows([text]) + words(100, 270, f"—{number}—") for number, text in enumerate(texts, 1)]
    assert opened(ofd(pages, template=head)).text.split("\n") == list(texts)


def test_a_ruled_table_is_a_grid_also_where_the_template_rules_it() -> None:
    ruled = "".join(rule(30, down, 150, down) for down in (50, 60, 70))
    ruled += "".join(rule(across, 50, across, 70) for across in (30, 90, 150))
    cells = words(32, 52, "任务") + words(92, 52, "单位") + words(32, 62, "修路") + words(92, 62, "市住建局")
    for data in (ofd([ruled + cells]), ofd([cells], template=ruled)):
        document = opened(data)
        assert [(cell.row, cell.column, cell.span.of(document.text)) for cell in document.grids[0].cells] == [
            (1, 1, "任务"),
            (1, 2, "单位"),
            (2, 1, "修路"),
            (2, 2, "市住建局"),
        ]


@pytest.mark.parametrize(
    ("objects", "expected"),
    [
        # a matrix that moves and doubles
        (words(LEFT, TOP, "甲乙", more='CTM="2 0 0 2 10 0"') + words(LEFT, TOP + 20, "丙丁。"), "甲乙\n丙丁。"),
        # words that run upwards
        (
            words(LEFT, 200, "甲乙", more='CTM="0 -1 1 0 0 0"')
            + words(LEFT + 10, 200, "丙丁。", more='CTM="0 -1 1 0 0 0"'),
            "甲乙\n丙丁。",
        ),
        # without steps, with steps that are none, with radicals
        (
            '<:TextObject Boundary="20 20 99 9" Size="5"><:TextCode X="0" Y="4">⼀、⺠生</:TextCode></:TextObject>',
            "一、民生",
        ),
        (words(LEFT, TOP, "甲乙").replace('DeltaX="g 1 5.6"', 'DeltaX="g x g nan"'), "甲乙"),
        # several pieces in one object, the later one in the same row
        (
            '<:TextObject Boundary="20 20 99 9" Size="5"><:TextCode X="0" Y="4">甲</:TextCode>'
            '<:TextCode X="5">乙</:TextCode></:TextObject>',
            "甲乙",
        ),
        # what is not to be seen
        (words(LEFT, TOP, "甲。") + words(LEFT, TOP + 20, "草稿", more='Visible="false"'), "甲。"),
    ],
)
def test_objects_stand_where_their_attributes_say(objects: str, expected: str) -> None:
    text = opened(ofd([objects])).text
    assert set(text.replace("\n", "")) == set(expected.replace("\n", ""))
    if "nan" not in objects:
        assert text == expected


def test_a_scan_and_a_locked_file_are_refused_with_what_to_do() -> None:
    picture = '<:ImageObject ID="5" Boundary="0 0 210 297" ResourceID="4"/>'
    assert refusal(ofd([picture])) == "scan_without_text"
    assert refusal(ofd([words(LEFT, TOP, "甲")], more="Encryptions.xml")) == "file_locked"
    assert refusal(ofd([""])) == "no_words"


def test_a_damaged_file_is_read_or_refused() -> None:
    data = ofd([rows(PLAN)] * 3)
    for size in range(97, len(data), 97):
        assert refusal(data[:size]) in {"archive_not_read", "file_damaged", "not_text"}
    for place in range(0, len(data), 41):
        spoilt = data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
        assert code_of(spoilt) in {None, *REFUSALS}


def test_what_grows_without_end_is_refused() -> None:
    page = words(LEFT, TOP, "甲")
    assert refusal(ofd([page] * 30), Limits(pages=20)) == "too_many_pages"
    assert refusal(ofd([page] * 30), Limits(characters=20)) == "too_many_characters"
    assert refusal(ofd(["<:x/>" * 20_000]), Limits(part=50_000)) == "unpacks_to_too_much"
    # a document that names itself as its page; a page without end within itself
    assert refusal(ofd([page]).replace(b"Page_0", b"Page_9")) in {"file_damaged", "no_words", "archive_not_read"}
    assert refusal(ofd(["<:PageBlock>" * 5_000 + "</:PageBlock>" * 5_000])) == "file_damaged"
    entities = '<!DOCTYPE x [<!ENTITY a "甲甲甲甲甲甲甲甲"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    data = ofd([words(LEFT, TOP, "乙")])
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for part in old.namelist():
            content = old.read(part).decode()
            if part.endswith("Page_0/Content.xml"):
                content = content.replace("?>", f"?>{entities}", 1).replace("乙", "乙&b;")
            new.writestr(part, content)
    assert "甲" not in opened(buffer.getvalue()).text
