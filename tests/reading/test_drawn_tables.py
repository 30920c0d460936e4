"""Tables drawn with characters and values parted by commas, as the cells that they are."""

import pytest

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.limits import Limits
from duban.plans.reading.models import Reading
from duban.plans.reading.read import read_document
from duban.plans.reading.sources import open_document
from grid_notation import leaders, units

WRAPPED = """澜州市2026年重点工作责任分解
┌──┬─────────┬────┬────────┬────┐
│序号│  工 作 任 务     │分管领│牵头组织实施单位│完成时限│
│    │                  │  导  │                │        │
├──┼─────────┼────┼────────┼────┤
│ 1  │新建口袋公园8个，改│于成  │市城管局、市财政│10月底前│
│    │造绿道12公里。     │      │局              │        │
├──┼─────────┼────┼────────┼────┤
│ 2  │办好甲事。         │林川  │市住建局        │12月底  │
└──┴─────────┴────┴────────┴────┘
"""
COLLAPSED = """┌──┬───┬──┬──┐
│序号│任务 │牵头单位│时限│
├──┼───┼──┼──┤
│1│办好甲│市城管局、市财政│6月│
│ │事。 │局 │底 │
├──┤ ├──┤ │
│2│ │市住建局 │ │
└──┴───┴──┴──┘
"""
MERGED = """┌──┬─────┬───────────┐
│序号│任务      │      责任分工        │
│    │          ├─────┬─────┤
│    │          │牵头单位  │配合单位  │
├──┼─────┼─────┼─────┤
│一、城市建设                          │
├──┼─────┼─────┼─────┤
│ 1  │办好甲事。│市城管局  │市财政局  │
└──┴─────┴─────┴─────┘
"""


def read(text: str, name: str = "plan.txt") -> Reading:
    return read_document(open_document(text.encode(), name=name))


def test_pieces_of_a_cell_on_several_lines_are_joined() -> None:
    first, second = read(WRAPPED).items
    assert (first.number, first.text) == ("1", "新建口袋公园8个，改造绿道12公里。")
    assert (units(first), leaders(first)) == ("市城管局、市财政局;;", "于成")
    assert (units(second), [deadline.text for deadline in second.deadlines]) == ("市住建局;;", ["12月底"])


def test_a_rule_below_one_column_ends_its_cell_and_no_other() -> None:
    [first] = read(COLLAPSED).items  # its blanks were lost, so that nothing stands above one another
    assert (first.text, units(first)) == ("办好甲事。", "市城管局、市财政局、市住建局;;")


def test_cells_over_several_columns_are_told_by_where_they_stand() -> None:
    reading = read(MERGED)
    assert [section.title for section in reading.sections] == ["城市建设"]
    assert [units(item) for item in reading.items] == ["市城管局;市财政局;"]


def test_lines_that_draw_no_table_stay_text() -> None:
    assert read("┌──┐\n│甲│\n1.办好甲事。（责任单位：市财政局）").items[0].text == "办好甲事。"
    assert read("├ 市财政局 ┤\n1.办好甲事。（责任单位：市财政局）").text.startswith("├ 市财政局 ┤")


VALUES = """澜州市2026年重点任务分解表,,,,
序号,重点任务,牵头单位,配合单位,完成时限
一,城市建设,,,
1,新建口袋公园8个。,市城管局,市财政局,10月底前
2,"改造老旧小区12个,惠及3000户。",市住建局,"市财政局,各区政府
市审计局",12月底前
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plan.csv", VALUES),
        ("plan.tsv", VALUES.replace(",,,,", "\t\t\t\t").replace('"', "").replace("\n市审计局", ",市审计局")),
    ],
)
def test_values_parted_by_commas_or_tabs_are_cells(name: str, text: str) -> None:
    if name == "plan.tsv":
        rows = [line.split(",") if "改造" not in line else None for line in text.split("\n")]
        whole = "2\t改造老旧小区12个,惠及3000户。\t市住建局\t市财政局,各区政府,市审计局\t12月底前"
        text = "\n".join("\t".join(row) if row else whole for row in rows)
    reading = read(text, name)
    first, second = reading.items
    assert (reading.source.format, reading.plan.title) == ("csv", "澜州市2026年重点任务分解表")
    assert [section.title for section in reading.sections] == ["城市建设"]
    assert (first.number, units(first)) == ("1", "市城管局;市财政局;")
    assert (second.text, units(second)) == ("改造老旧小区12个,惠及3000户。", "市住建局;市财政局、各区政府、市审计局;")
    assert reading.places[-1].row == len(reading.items) + 3


def test_too_many_values_are_refused() -> None:
    for limits, code in ((Limits(lines=3), "too_many_lines"), (Limits(cells=9), "too_many_cells")):
        with pytest.raises(Unreadable) as refused:
            open_document(VALUES.encode(), name="plan.csv", limits=limits)
        assert refused.value.code == code
