"""A register of units as a CSV file is known beforehand, or the line that does not fit is named."""

import pytest

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.registers import register_from_csv


@pytest.mark.parametrize(
    "text",
    [
        "市发展和改革委员会,市发改委、发改委,department\n澜州海关,,vertical\n",
        "名称,别名,类别\n市发展和改革委员会,市发改委、发改委,department\n澜州海关,,vertical\n",  # a heading
        # as Excel writes it
        "\ufeffname,aliases,kind\r\n市发展和改革委员会 , 市发改委、发改委,department\r\n\r\n澜州海关,,vertical",
    ],
)
def test_names_aliases_and_kinds_are_read(text: str) -> None:
    register = register_from_csv(text.encode(), name="units.csv")
    assert register.names == {
        "市发展和改革委员会": "市发展和改革委员会",
        "市发改委": "市发展和改革委员会",
        "发改委": "市发展和改革委员会",
        "澜州海关": "澜州海关",
    }
    assert register.kinds == {"市发展和改革委员会": "department", "澜州海关": "vertical"}


def test_a_name_alone_is_enough() -> None:
    assert register_from_csv("市财政局\n".encode(), name="units.csv").names == {"市财政局": "市财政局"}


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        ("市财政局\n,财政,\n".encode(), "units_not_read", 2),  # no name
        ("市财政局,财政,ministry\n".encode(), "units_not_read", 1),  # a kind that is none
        ("市财政局,财政,department,市\n".encode(), "units_not_read", 1),  # a fourth cell
        ("市财政局".encode("gb18030"), "units_not_read", 1),  # not UTF-8
        ("市财政局,财政\n县财政局,财政\n".encode(), "unit_named_twice", 2),  # an alias of two units
    ],
)
def test_a_line_that_does_not_fit_is_named(data: bytes, code: str, line: int) -> None:
    with pytest.raises(Unreadable) as refused:
        register_from_csv(data, name="units.csv")
    assert (refused.value.code, refused.value.params["line"]) == (code, line)
