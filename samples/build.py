"""Set the sample notice as a Word document, as a government web page and as the ledger of its tasks in a workbook.

`lan-2026.txt` is the source; run this file after changing it. The same text gives the same bytes.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from pathlib import Path
from string import Template
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from xlsxwriter import Workbook

HERE = Path(__file__).parent
SOURCE = HERE / "lan-2026.txt"

MASTHEAD = "澜州市人民政府办公室文件"
COPY_TO = "抄送：市委办公室，市人大常委会办公室，市政协办公室，市纪委监委机关，各人民团体。"
PRINTED = "澜州市人民政府办公室\t2026年2月27日印发"

INDENT = "\u3000\u3000"
SECTION = re.compile(r"[一二三四五六七八九十]+、")
ITEM = re.compile(r"\d+\.")
DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")


@dataclass(frozen=True)
class Block:
    """One paragraph of the notice with the role it plays; several lines where it is broken by sense."""

    role: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Notice:
    """The page as downloaded: what the site adds around the document, and the document itself."""

    site: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    headline: str
    byline: str
    blocks: tuple[Block, ...]
    foot: tuple[str, ...]


def parse(text: str) -> Notice:
    """Take the downloaded page apart; groups of lines are separated by one blank line."""
    groups = [tuple(group.split("\n")) for group in text.strip("\n").split("\n\n")]
    site, fields, (headline, byline), *body, foot = groups
    return Notice(
        site=site,
        fields=tuple((label, value) for label, _, value in (line.partition("：") for line in fields)),
        headline=headline,
        byline=byline,
        blocks=tuple(Block(role_of(group), tuple(line.removeprefix(INDENT) for line in group)) for group in body),
        foot=foot,
    )


def role_of(group: tuple[str, ...]) -> str:
    """Name the role of a group of lines, which is also the name of its style in the Word document."""
    first, last = group[0], group[-1]
    if len(group) > 1:
        return "落款" if DATE.fullmatch(last) else "公文标题"
    if first.startswith(INDENT):
        return "一级标题" if SECTION.match(first.removeprefix(INDENT)) else "公文正文"
    if SECTION.match(first):
        return "任务组标题"
    if ITEM.match(first):
        return "公文正文"
    if first.endswith("："):
        return "主送机关"
    return "附注" if first.startswith("（") else "发文字号"


# --- Word: GB/T 9704-2012, sizes in points ----------------------------------------------------------------------------

LINE = 28.95  # 22 lines in 225 mm
FANGSONG, HEI, XIAOBIAOSONG, SONG = "仿宋_GB2312", "黑体", "方正小标宋简体", "宋体"
RED = RGBColor(0xFF, 0, 0)
LEFT, RIGHT, CENTER = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER
JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY

# style: face, size, line pitch, alignment, first-line indent, space before, space after
STYLES = {
    "发文机关标志": (XIAOBIAOSONG, 36, 44, CENTER, 0, 92, 0),
    "发文字号": (FANGSONG, 16, LINE, CENTER, 0, 2 * LINE, 0),
    "公文标题": (XIAOBIAOSONG, 22, 36, CENTER, 0, 2 * LINE, LINE),
    "主送机关": (FANGSONG, 16, LINE, JUSTIFY, 0, 0, 0),
    "公文正文": (FANGSONG, 16, LINE, JUSTIFY, 32, 0, 0),
    "一级标题": (HEI, 16, LINE, LEFT, 32, 0, 0),
    "任务组标题": (HEI, 16, LINE, LEFT, 32, LINE / 2, 0),
    "落款": (FANGSONG, 16, LINE, RIGHT, 0, LINE, 0),
    "附注": (FANGSONG, 16, LINE, LEFT, 32, LINE, 0),
    "版记": (FANGSONG, 14, 24, LEFT, 14, 0, 0),
    "页码": (SONG, 14, 18, RIGHT, 0, 0, 0),
}


def word(notice: Notice) -> bytes:
    """Typeset the notice as the issuing office would, masthead and colophon included."""
    document = Document()
    set_page(document)
    for name, form in STYLES.items():
        add_style(document, name, form)
    document.add_paragraph(MASTHEAD, style="发文机关标志").runs[0].font.color.rgb = RED
    titles = 0
    for block in notice.blocks:
        paragraph = document.add_paragraph("\n".join(block.lines), style=block.role)
        match block.role:
            case "发文字号":
                red_rule(paragraph)
            case "公文标题":
                titles += 1
                paragraph.paragraph_format.page_break_before = titles > 1
            case "落款":
                paragraph.paragraph_format.right_indent = Pt(32)
    add_colophon(document)
    add_page_numbers(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = notice.headline, "澜州市人民政府办公室", ""
    properties.created = properties.modified = datetime(2026, 2, 27, 9, tzinfo=UTC)
    return packed(document)


def set_page(document: Any) -> None:
    """A4 with the margins that leave a type area of 156 by 225 mm."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    grid = document.element.body.sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(LINE * 20)))


def add_style(document: Any, name: str, form: tuple[Any, ...]) -> None:
    """One paragraph style of the table above."""
    face, size, pitch, alignment, indent, before, after = form
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.name, style.font.size = face, Pt(size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), face)
    if size == 16:  # 28 characters of 16 pt need 158 mm; the type area has 156
        style.element.rPr.append(element("w:spacing", val=-4))
    layout = style.paragraph_format
    layout.alignment, layout.first_line_indent = alignment, Pt(indent)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.widow_control = False


def red_rule(paragraph: Any) -> None:
    """Draw the red rule, as wide as the type area, 4 mm below the document number."""
    properties = paragraph.paragraph_format.element.get_or_add_pPr()
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val="single", sz=12, space=11, color="FF0000"))
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def add_colophon(document: Any) -> None:
    """Copies and printing between three rules at the foot of the last page: a floating table, as offices make it."""
    table = document.add_table(rows=2, cols=1)
    for row, text in zip(table.rows, (COPY_TO, PRINTED), strict=True):
        paragraph = row.cells[0].paragraphs[0]
        paragraph.text, paragraph.style = text, "版记"
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(151), WD_TAB_ALIGNMENT.RIGHT)
    properties = document.element.body.tbl_lst[-1].tblPr
    place = element("w:tblpPr", vertAnchor="margin", horzAnchor="margin", tblpXSpec="center", tblpYSpec="bottom")
    properties.insert_element_before(place, "w:tblOverlap", "w:tblW", "w:jc", "w:tblLayout", "w:tblLook")
    borders = element("w:tblBorders")
    for side, eighths in (("top", 8), ("bottom", 8), ("insideH", 6)):
        borders.append(element(f"w:{side}", val="single", sz=eighths, space=0, color="000000"))
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=0, type="dxa"))
    properties.insert_element_before(margins, "w:tblLook")
    document.add_paragraph(style="版记").paragraph_format.line_spacing = Pt(1)


def add_page_numbers(document: Any) -> None:
    """A number between two dashes, outside on both sides of the sheet."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, alignment in ((section.footer, RIGHT), (section.even_page_footer, LEFT)):
        paragraph = footer.paragraphs[0]
        paragraph.style, paragraph.alignment = "页码", alignment
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
        paragraph.add_run("— ")
        field = element("w:fldSimple", instr="PAGE")
        field.append(paragraph.add_run("1").font.element)
        paragraph.paragraph_format.element.append(field)
        paragraph.add_run(" —")


def element(tag: str, **attributes: str | int) -> Any:
    """An element of WordprocessingML with its attributes."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def packed(document: Any) -> bytes:
    """Save with one fixed date on every member, so that the bytes depend on the text alone."""
    draft, final = BytesIO(), BytesIO()
    document.save(draft)
    with ZipFile(draft) as source, ZipFile(final, "w") as target:
        for name in source.namelist():
            member = ZipInfo(name, date_time=(2026, 2, 27, 9, 0, 0))
            target.writestr(member, source.read(name), compress_type=ZIP_DEFLATED)
    return final.getvalue()


# --- Workbook: the tasks as the office keeps them ---------------------------------------------------------------------

HEADS = (("序号", 6), ("任务组", 16), ("责任领导", 10), ("重点任务", 60), ("牵头单位", 24), ("配合单位", 32))
GROUP = re.compile(r"[一二三四五六七八九十]+、(?P<title>.+)（责任领导：(?P<leader>[^，]*)，共\d+条）")
TASK = re.compile(r"(?P<number>\d+)\.(?P<words>.+?)（牵头单位：(?P<lead>.+?)(?:[；，]配合单位：(?P<with>.+?))?[）)]?")


def workbook(notice: Notice) -> bytes:
    """Two rows of titles, heads in two lines, one row for each task; group and leader merged over their tasks."""
    final = BytesIO()
    book = Workbook(final, {"in_memory": True})
    book.set_properties({"title": notice.headline, "created": datetime(2026, 2, 27, 9, tzinfo=UTC)})
    sheet = book.add_worksheet("重点任务分工")
    title = book.add_format({"bold": True, "align": "center", "font_size": 16})
    cell = book.add_format({"text_wrap": True, "valign": "vcenter", "border": 1})
    sheet.merge_range(0, 0, 0, 5, "".join(titles_of(notice)[-1]), title)
    sheet.merge_range(1, 0, 1, 5, "澜州市人民政府办公室\u3000\u30002026年2月27日", cell)
    for column, (head, width) in enumerate(HEADS):
        sheet.set_column(column, column, width)
        if column < 4:
            sheet.merge_range(2, column, 3, column, head, cell)
        else:
            sheet.write_string(3, column, head, cell)
    sheet.merge_range(2, 4, 2, 5, "责任分工", cell)
    row = 4
    for group, tasks in groups_of(notice):
        for column, words in ((1, group["title"]), (2, group["leader"])):
            if len(tasks) > 1:
                sheet.merge_range(row, column, row + len(tasks) - 1, column, words, cell)
            else:
                sheet.write_string(row, column, words, cell)
        for task in tasks:
            sheet.write_number(row, 0, int(task["number"]), cell)
            for column, field in ((3, "words"), (4, "lead"), (5, "with")):
                sheet.write_string(row, column, task[field] or "", cell)
            row += 1
    book.close()
    return final.getvalue()


def titles_of(notice: Notice) -> list[tuple[str, ...]]:
    """The titles of the notice and of the plan that it issues."""
    return [block.lines for block in notice.blocks if block.role == "公文标题"]


def groups_of(notice: Notice) -> list[tuple[re.Match[str], list[re.Match[str]]]]:
    """The groups of tasks with their tasks."""
    groups: list[tuple[re.Match[str], list[re.Match[str]]]] = []
    for block in notice.blocks:
        if block.role == "任务组标题" and (group := GROUP.fullmatch(block.lines[0])):
            groups.append((group, []))
        elif groups and (task := TASK.fullmatch(block.lines[0])):
            groups[-1][1].append(task)
    return groups


# --- Web page ---------------------------------------------------------------------------------------------------------


def web(notice: Notice) -> str:
    """The same notice as the site of the government shows it."""
    fields = dict(notice.fields)
    cells = "\n".join(
        f'<tr><td class="name">{spaced(label)}</td><td>{spaced(value)}</td></tr>' for label, value in notice.fields
    )
    paragraphs = [
        f'<p style="{CSS.get(block.role, "text-indent: 2em;")}">{"<br>".join(map(spaced, block.lines))}</p>'
        for block in notice.blocks
    ]
    return PAGE.substitute(
        site=escape(notice.site[0]),
        crumbs=escape(notice.site[1]),
        title=escape(notice.headline),
        number=escape(fields["文件编号"]),
        date=escape(fields["发文日期"]),
        fields=cells,
        byline=spaced(notice.byline),
        text="\n".join(paragraphs),
        foot="\n".join(f"<p>{spaced(line)}</p>" for line in notice.foot),
    )


def spaced(text: str) -> str:
    """Escape, and keep runs of blanks that a browser would fold."""
    return escape(text).replace("\u00a0", "&nbsp;").replace("  ", "&nbsp; ")


CSS = {
    "发文字号": "text-align: center;",
    "公文标题": "text-align: center; font-size: 22px; font-weight: bold;",
    "主送机关": "",
    "一级标题": "text-indent: 2em; font-family: 黑体;",
    "任务组标题": "text-indent: 2em; font-family: 黑体;",
    "落款": "text-align: right;",
}

PAGE = Template("""\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="SiteName" content="$site">
<meta name="ColumnName" content="市政府办公室文件">
<meta name="ArticleTitle" content="$title">
<meta name="PubDate" content="2026-03-02 09:26">
<meta name="ContentSource" content="市政府办公室">
<title>$title - $site</title>
<style>
body { margin: 0; color: #333; font: 16px/2 仿宋_GB2312, 仿宋, serif; }
header, footer { padding: 12px 8%; color: #fff; background: #2a5d9f; font: 14px/1.8 sans-serif; }
header a { margin-right: 24px; color: #fff; }
main { padding: 0 8%; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
td { padding: 2px 8px; border: 1px solid #ccc; }
td.name { width: 7em; background: #f3f6fa; }
h1 { text-align: center; font-size: 24px; }
.crumbs, .byline { color: #888; font-size: 13px; }
.byline { text-align: center; }
</style>
<script>
function printPage() { window.print(); }
</script>
</head>
<body>
<header>
<div class="logo">$site</div>
<nav><a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="/zwfw/">政务服务</a><a href="/hdjl/">互动交流</a></nav>
</header>
<main>
<div class="crumbs">$crumbs</div>
<table>
$fields
</table>
<h1>$title</h1>
<div class="byline">$byline</div>
<div class="TRS_Editor" id="zoom">
$text
</div>
</main>
<footer>
$foot
</footer>
</body>
</html>
""")


def main() -> None:
    """Write the Word document, the web page and the workbook beside the text."""
    notice = parse(SOURCE.read_text(encoding="utf-8"))
    SOURCE.with_suffix(".docx").write_bytes(word(notice))
    SOURCE.with_suffix(".xlsx").write_bytes(workbook(notice))
    SOURCE.with_suffix(".html").write_text(web(notice), encoding="utf-8")


if __name__ == "__main__":
    main()
