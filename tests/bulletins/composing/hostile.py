"""A document in which every text is hostile: markup of the typesetter and of XML, fields, formulas, rare signs."""

from datetime import date

from duban.bulletins.composing.tree import (
    Annex,
    Blank,
    Cell,
    CheckBoxes,
    Colophon,
    Column,
    Document,
    Foot,
    Form,
    Heading,
    Masthead,
    Paragraph,
    Roster,
    Row,
    Run,
    Signature,
    Table,
)

TYPESETTING = r"#strong[x] $a_1$ *b* `c` -- --- ... \\ <label> @ref [x] = y // z /* */ ~ 'q' \"p\" #sys.inputs"
XML = "<w:p>&amp;</w:p> <!-- --> ]]> <b onclick=x>"
FIELDS = "{ PAGE } PAGEREF DDEAUTO =1+1 +A1 @SUM(1) {{ x }} {% y %} ${z}"
RARE = "䶮𬭊㙍"
UNPRINTABLE = "左\u202e右\u200f零\u200b铃\x07停"
TAMED = "左□右□零□铃□停"
ALL = f"{TYPESETTING}{XML}{FIELDS}{RARE}{UNPRINTABLE}"
PRINTED = f"{TYPESETTING}{XML}{FIELDS}{RARE}{TAMED}"
CODES = ["U+202E", "U+200F", "U+200B", "U+0007"]


def document(form: Form = Form.FULL) -> Document:
    """Return the document."""
    runs = (Run(ALL, 'ref<&>"'),)
    heads = (Row((Cell(runs, is_head=True), Cell(runs))),)
    table = Table((Column(40), Column(60)), heads, (Row((Cell(runs), Cell(()))),), ALL, ALL, (ALL,))
    body = (
        Heading(1, 1, runs),
        Heading(2, 1, runs),
        Paragraph(runs, Heading(3, 1, runs)),
        Roster("出席：", runs),
        CheckBoxes(ALL, ((ALL, True), (ALL, False))),
        Blank(ALL, 2),
        table,
    )
    return Document(
        form,
        (ALL, ALL),
        date(2026, 12, 9),
        ALL,
        Masthead("澜州政务督查", ALL, ALL, ALL, ALL),
        ALL,
        body,
        (ALL, ALL),
        Signature("澜州市" + RARE, "2026年12月9日"),
        ALL,
        (Annex(ALL, (table,), is_landscape=True),),
        Colophon((ALL,), ALL, ALL),
        Foot(ALL, ALL),
        ALL,
        keywords=(ALL,),
    )
