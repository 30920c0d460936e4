"""Pages of a pdf in two columns, and tables whose columns no rule parts."""

import pytest

from duban.plans.reading.models import Document
from duban.plans.reading.read import read_document
from duban.plans.reading.sources import open_document
from notation import surfaces
from printing import Sheet, printed

HEADS = ("序号", "重点任务", "牵头单位", "配合单位", "完成时限")
COLUMNS = (60, 100, 250, 340, 460)
SIZE = 10
STEP = 15


def opened(*sheets: Sheet) -> Document:
    return open_document(printed(sheets), name="plan.pdf")


def lay(sheet: Sheet, top: int, rows: list[tuple[str, ...]]) -> int:
    """Print rows of cells, the lines of a cell parted by bars; a line that begins with a bar is left empty."""
    for row in rows:
        for column, cell in zip(COLUMNS, row, strict=False):
            for at, line in enumerate(cell.split("|")):
                if line:
                    sheet.words(column, top + at * STEP, line, SIZE)
        top += STEP * max(cell.count("|") + 1 for cell in row)
    return top


def duties(*sheets: Sheet) -> list[str]:
    return [
        f"{item.number} {''.join(item.text.split())} {surfaces(item.leads)}|{surfaces(item.cooperating)}"
        f" {item.deadlines[0].text}".replace("\n", "")
        for item in read_document(opened(*sheets)).items
    ]


ROWS = [  # how the rows are set
    # numbers at the first line
    [
        ("1", "培育规上企|业30家。", "市工信局", "市财政局、|各区", "6月底"),
        ("2", "办好乙事。", "市教育局", "各区", "年底"),
    ],
    # numbers in the middle
    [
        ("|1", "培育规上企|业|30家。", "|市工信局", "市财政局、||各区", "|6月底"),
        ("2", "办好乙事。", "市教育局", "各区", "年底"),
    ],
]


@pytest.mark.parametrize("rows", ROWS)
def test_a_table_without_rules_is_read_by_where_its_words_stand(rows: list[tuple[str, ...]]) -> None:
    sheet = Sheet().words(200, 60, "澜州市重点任务分工表")
    lay(sheet, 100, [HEADS, *rows])
    assert duties(sheet) == ["1 培育规上企业30家。 市工信局|市财政局 各区 6月底", "2 办好乙事。 市教育局|各区 年底"]


def test_titles_across_it_and_the_text_below_it_are_no_rows() -> None:
    sheet = Sheet()
    end = lay(sheet, 100, [HEADS, ("1", "办好甲事。", "市工信局", "各区", "6月底")])
    sheet.words(90, end, "二、全力以赴惠民生", SIZE)
    end = lay(sheet, end + STEP, [("2", "办好乙事。", "市教育局", "各区", "年底")])
    sheet.words(60, end + 60, "注：各单位要按季度报送进展情况，由市政府办公室汇总。", SIZE)
    reading = read_document(opened(sheet))
    assert [item.number for item in reading.items] == ["1", "2"]
    assert [section.title for section in reading.sections] == ["全力以赴惠民生"]


def test_it_goes_on_over_the_page() -> None:
    first, second = Sheet(), Sheet()
    lay(
        first,
        100,
        [HEADS, ("1", "办好甲事。", "市工信局", "各区", "6月底"), ("2", "办好乙事。", "市教育局", "各区", "年底")],
    )
    lay(second, 100, [("3", "办好丙事。", "市卫健委", "市财政局、|各区", "年底")])
    for number, sheet in enumerate((first, second), 1):
        sheet.words(280, 800, f"— {number} —", SIZE)
    assert [line.split()[0] for line in duties(first, second)] == ["1", "2", "3"]
    assert "市卫健委|市财政局 各区 年底" in duties(first, second)[2]


def test_a_page_in_two_columns_is_read_column_by_column() -> None:
    sheet = Sheet().words(200, 40, "澜州市人民政府公报")
    for at in range(30):
        kind = at % 3
        left = (
            f"{at // 3 + 1}.做好第{at // 3 + 1:02}件事，完成改造提升"
            if kind == 0
            else "确保按期完成、取得实在的成效"
            if kind == 1
            else "。（市财政局牵头）"
        )
        right = left.replace(f"{at // 3 + 1}.", f"{at // 3 + 11}.") if kind == 0 else left
        sheet.words(60, 80 + at * STEP, left, SIZE)
        sheet.words(320, 80 + at * STEP, right, SIZE)
    sheet.words(60, 80 + 30 * STEP, "21.做好最后一件事    9", SIZE)  # wide gaps and hanging figures on one side alone
    sheet.words(100, 800, "— 3 —", SIZE)
    items = read_document(opened(sheet)).items
    assert [item.number for item in items][:20] == [str(number) for number in range(1, 21)]
