"""Any table gives a reading: every value is text at its place, and no order of cells ends in an error."""

from hypothesis import given, settings
from hypothesis import strategies as st

from duban.plans.reading.models import Reading
from grid_notation import read_grids
from notation import read

HEADS = ("序号", "类别", "任务", "措施", "牵头单位", "配合单位", "责任单位", "分管领导", "时限", "备注", "承接方")
WORDS = (
    "1",
    "2",
    "3",
    "一",
    "（二）",
    "合计",
    "注：略",
    "办好甲事8项。",
    "市财政局",
    "市审计局、税务局",
    "于成",
    "向 阳",
    "6月底",
)
CELLS = st.sampled_from(("", ">", "^", *HEADS, *WORDS, "市财政局\\市审计局", "牵头单位：市财政局\\配合单位：市审计局"))
PARTINGS = st.sampled_from(("", " ", "  ", "\t", " | ", "\n", " |\n"))


def check(reading: Reading) -> None:
    """Hold every value of a reading against its text."""
    for item in reading.items:
        assert 0 <= item.span.start <= item.span.end <= len(reading.text)
        for mention in (*item.leads, *item.cooperating, *item.responsible):
            assert mention.span.of(reading.text) == mention.surface
        for value in (*item.targets, *item.deadlines):
            assert value.span.of(reading.text) == value.text
        for line in item.text.split("\n"):
            assert line in reading.text


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=4, max_size=6), min_size=1, max_size=7))
def test_any_table_is_read(rows: list[list[str]]) -> None:
    plain = [
        [cell if (cell != "^" or at) and (cell != ">" or place) else "" for place, cell in enumerate(row)]
        for at, row in enumerate(rows)
    ]
    width = min(len(row) for row in plain)
    check(read_grids("\n".join("|".join(row[:width]) for row in plain)))


@settings(max_examples=150, deadline=None)
@given(PARTINGS, PARTINGS, st.lists(st.lists(st.sampled_from((*HEADS, *WORDS)), max_size=7), max_size=6))
def test_any_table_without_lines_is_read(parting: str, ending: str, rows: list[list[str]]) -> None:
    head = parting.join(("序号", "任务", "牵头单位", "配合单位"))
    check(read((ending or "\n").join((head, *(parting.join(row) for row in rows)))))
