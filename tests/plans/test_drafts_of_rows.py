"""The draft of an item that stands in a table: its words may stand in several cells."""

import pytest

from duban.plans.drafting.start import draft_of
from grid_notation import read_grids


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("序号|任务|措施|责任单位", "1|便民停车|新增泊位900个|市城管局"),  # cells side by side
        ("序号|任务|责任单位|措施", "1|便民停车|市城管局|新增泊位900个"),  # a unit between them
    ],
)
def test_the_words_of_a_row_are_the_text_at_their_places(head: str, row: str) -> None:
    draft = draft_of(read_grids(f"{head}\n{row}"))
    [item] = draft.items
    assert item.text == "便民停车\n新增泊位900个"
    assert "\n".join(span.of(draft.text) for span in item.words) == item.text
