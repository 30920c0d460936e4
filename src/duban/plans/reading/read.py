"""From a document to its reading: the steps in their order.

1. lines: cut the text into lines and labelled blocks;
2. find, outline: find the responsibility parts; tell sections from items;
3. cover, headings: what the document says of itself, and its sections;
4. units, resolve: the units of every list, then their full names out of the whole document;
5. items with targets and deadlines: what is to be reached and by when;
6. findings: what is wrong or weak.
"""

from typing import TYPE_CHECKING

from duban.plans.reading.cover import read_cover
from duban.plans.reading.findings import find_faults
from duban.plans.reading.headings import read_heading
from duban.plans.reading.items import list_units, read_item
from duban.plans.reading.lines import split_lines
from duban.plans.reading.models import Document, Finding, Plan, Reading
from duban.plans.reading.outline import outline
from duban.plans.reading.patterns import PLAN_YEAR
from duban.plans.reading.resolve import EMPTY, Names, Register
from duban.plans.reading.roll import roll_of
from duban.plans.reading.units import all_lead_note, first_leads_note

if TYPE_CHECKING:
    from duban.plans.reading.grids.heads import Columns
    from duban.plans.reading.grids.tables import Table
    from duban.plans.reading.lines import Line

_LONGEST_HEADS = 200
_TRADITIONAL = "牽單責領導辦財務"
_FEWEST_SIGNS = 2  # of these characters make a text traditional
_NUMBERS = ("序号", "项次")
_UNITS = ("单位", "部门", "主办", "主体")
_PARTING = ("\t", "|", "｜", "│", "  ", "\u3000")


def read_document(document: Document, *, register: Register = EMPTY, columns: "Columns | None" = None) -> Reading:
    """Read any text as a plan; what cannot be read is a finding, never an error.

    `columns` is what a person says of the columns of tables, by their heads.
    """
    if sum(sign in document.text for sign in _TRADITIONAL) < _FEWEST_SIGNS:
        return _read(document, register, columns)
    from duban.plans.reading.traditional import Restorer, folded  # few plans are printed so

    simplified = folded(document)
    return Restorer(document.text, simplified.text).reading(_read(simplified, register, columns))


def _read(document: Document, register: Register, columns: "Columns | None") -> Reading:
    """Take the steps."""
    text = document.text
    lines = split_lines(text)
    tables, unread = _tables(document, lines, columns)
    parts = outline(text, lines, tables)
    cover = read_cover(text, parts)
    headings = [read_heading(text, heading) for heading in parts.headings]
    first_leads = first_leads_note(text) is not None
    all_lead = all_lead_note(text)
    lists = [list_units(text, entry, first_leads=first_leads, all_lead=all_lead) for entry in parts.entries]
    names = Names(
        (named.surface for each in lists for role in each for named in role),
        place=cover.plan.issuer or cover.plan.title or "",
        register=register,
    )
    year = _year(cover.plan)
    reads = [read_item(text, entry, units, names, year=year) for entry, units in zip(parts.entries, lists, strict=True)]
    units = roll_of(mention for read in reads for mention in read.mentions)
    return Reading(
        source=document.source,
        text=text,
        places=document.places,
        plan=cover.plan,
        sections=tuple(heading.section for heading in headings),
        items=tuple(read.item for read in reads),
        units=units,
        findings=document.findings
        + (() if reads and tables else unread)
        + find_faults(text, cover, headings, reads, units, grids=[table.grid for table in tables], register=register),
    )


def _tables(
    document: Document, lines: "list[Line]", columns: "Columns | None"
) -> "tuple[list[Table], tuple[Finding, ...]]":
    """Find the tables of tasks, also those that lost their lines; a plan without any loads nothing for it."""
    if not document.grids and not any(_may_be_head(line.span.of(document.text)) for line in lines):
        return [], ()
    from duban.plans.reading.grids.tables import find_tables

    return find_tables(document.text, lines, document.grids, columns)


def _may_be_head(words: str) -> bool:
    """Say whether a line may hold heads of columns, one by itself or several."""
    if any(map(words.__contains__, _NUMBERS)):
        return True
    if len(words) > _LONGEST_HEADS or any(map(words.__contains__, "。：:，")):
        return False
    if any(map(words.__contains__, _PARTING)) and any(map(words.__contains__, (*_UNITS, "领导"))):
        return True
    if "序" in words and "序号" in "".join(words.split()):
        return True
    return sum(words.count(word) for word in _UNITS) > 1 or words.strip("|｜│ \t").endswith(_UNITS)


def _year(plan: Plan) -> int | None:
    """Return the year that 年底前 means: the year of issue, else the year in the title."""
    if plan.issued_on is not None:
        return plan.issued_on.year
    found = PLAN_YEAR.search(plan.title or "")
    return int(found[1]) if found else None
