"""How odd.doc came about: `python make_odd.py odd.docx`, then saved as Word 97 by LibreOffice."""

import sys

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

ROWS = (
    ("序号", "任务", "牵头单位", "配合单位"),
    ("1", "修路", "市住建局", "市财政局"),
    ("", "建桥", "市交通局", "市财政局"),
    ("2", "增收", "市农业农村局", ""),
    ("", "", "", ""),
)
DELETED = (
    f'<w:del {nsdecls("w")} w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z">'
    "<w:r><w:delText>删去的话</w:delText></w:r></w:del>"
)


def add_field(paragraph: Paragraph, instruction: str, result: str) -> None:
    """Add a field with its instruction and what it showed last."""
    for kind in ("begin", "", "separate", "text", "end"):
        run = paragraph.add_run(result if kind == "text" else "")
        if kind == "":
            words = OxmlElement("w:instrText")
            words.text = instruction
            run._r.append(words)
        elif kind != "text":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def main(path: str) -> None:
    """Write a document with what shows and what does not."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "页眉的话"
    document.add_paragraph("澜州市重点任务分工表")
    document.add_paragraph("一、工业").add_run("（隐藏的话）").font.hidden = True
    paragraph = document.add_paragraph("1. 新增企业")
    paragraph._p.append(parse_xml(DELETED))
    paragraph.add_run("20家，")
    add_field(paragraph, " PAGE ", "1")
    paragraph.add_run("月底前完成😀。").add_break()
    paragraph.add_run("（牵头单位：市工信局；配合单位：Data Bureau）")
    table = document.add_table(rows=5, cols=4)
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    table.cell(1, 1).add_paragraph("年底前完工")
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(4, 0).merge(table.cell(4, 3)).text = "注：按季度报送"
    document.add_paragraph("二、农业")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "框中的话"
    document.add_paragraph("结束。")
    document.save(path)


if __name__ == "__main__":
    main(sys.argv[1])
