"""Readings as rows: units joined, formulas disarmed, ideographs counted double."""

import io

import pytest

from duban.plans.reading.tables import fitted, guarded, write_csv


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠x"])
def test_what_a_spreadsheet_might_run_is_disarmed(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "市财政局", "1. 建设", "（=1）", " =1"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell


def test_csv_quotes_commas_quotes_and_line_ends() -> None:
    to = io.StringIO()
    write_csv([("a,b", 'c"d', "e\nf", "=1")], to)
    assert to.getvalue() == '"a,b","c""d","e\nf",\'=1\n'


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("市财政局", 8, "市财政局"),  # just fits
        ("市财政局", 7, "市财政…"),  # one too narrow
        ("市财政局", 6, "市财… "),  # an ideograph does not fit into one column
        ("abc", 5, "abc  "),
        ("a\n b", 5, "a b  "),  # on one line
        ("", 2, "  "),
    ],
)
def test_cells_are_fitted_by_the_width_that_is_seen(text: str, width: int, shown: str) -> None:
    assert fitted(text, width) == shown
