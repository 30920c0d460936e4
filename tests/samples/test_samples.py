"""The sample agrees with itself: text, Word document, page, and the facts recorded by hand."""

import json
import re
import runpy
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document

SAMPLES = Path(__file__).parents[2] / "samples"
TEXT = (SAMPLES / "lan-2026.txt").read_text(encoding="utf-8")
FACTS = json.loads((SAMPLES / "lan-2026.facts.json").read_text(encoding="utf-8"))
BUILD = runpy.run_path(str(SAMPLES / "build.py"))
ITEMS = dict(re.findall(r"(?m)^(\d+)\.(.*)$", TEXT))
HEADINGS = re.findall(r"(?m)^([一二三四五六七八九十])、(.*)（责任领导：(.*)，共(\d+)条）$", TEXT)


def body() -> list[str]:
    """The lines of the document proper, without the furniture of the page and without indents."""
    blocks = BUILD["parse"](TEXT).blocks
    return [line for block in blocks for line in block.lines]


def planted(defect: str) -> list[dict[str, Any]]:
    return [row for row in FACTS["planted"] if row["defect"] == defect]


def test_sixty_items_are_numbered_without_a_gap() -> None:
    assert list(ITEMS) == [item["number"] for item in FACTS["items"]] == [str(n) for n in range(1, 61)]


def test_headings_are_those_of_the_facts() -> None:
    printed = [(label, title, leader, int(count)) for label, title, leader, count in HEADINGS]
    assert printed == [
        (section["label"], section["title"], *section["leaders"], section["declared_count"])
        for section in FACTS["sections"]
    ]


def test_one_declared_count_is_wrong_and_the_facts_say_which() -> None:
    held = [sum(item["section"] == index for item in FACTS["items"]) for index in range(10)]
    assert held == [section["items"] for section in FACTS["sections"]]
    wrong = [
        {"section": index, "declared": section["declared_count"], "counted": section["items"]}
        for index, section in enumerate(FACTS["sections"])
        if section["declared_count"] != section["items"]
    ]
    assert wrong == [
        {key: row[key] for key in ("section", "declared", "counted")} for row in planted("declared_count_differs")
    ]


@pytest.mark.parametrize("item", FACTS["items"], ids=lambda item: item["number"])
def test_facts_of_an_item_are_printed_in_it(item: dict[str, Any]) -> None:
    duty, responsibility = ITEMS[item["number"]].split("（牵头单位：")
    leads, _, cooperating = re.sub("[；，]配合单位：", "|", responsibility.removesuffix("）")).partition("|")
    for printed, role in ((leads, "leads"), (cooperating, "cooperating")):
        units = [unit for unit in re.split("[、，\u00a0]+", printed) if unit]
        assert units == [unit["surface"] + "等" * unit.get("open_ended", False) for unit in item[role]]
    assert all(target["text"] in duty for target in item["targets"])
    assert all(deadline in duty for deadline in item["deadlines"])
    assert item["leaders"] == FACTS["sections"][item["section"]]["leaders"]


def test_a_resolved_name_is_the_surface_or_the_surface_with_its_level() -> None:
    for item in FACTS["items"]:
        for unit in item["leads"] + item["cooperating"]:
            assert unit["name"] in {unit["surface"], "市" + unit["surface"]}


@pytest.mark.parametrize(
    ("defect", "shown"),
    [
        ("bracket_not_closed", lambda text: not text.endswith("）")),
        ("comma_for_semicolon", lambda text: "，配合单位：" in text),
        ("separator_lost", lambda text: re.search(r"%\d", text)),
        ("blank_run", lambda text: "\u00a0" * 640 in text),
        ("no_cooperating", lambda text: "配合单位" not in text),
        ("lead_list_open_ended", lambda text: "等；配合单位" in text),
        ("counties_lead", lambda text: re.search(r"牵头单位：[^；]*[县市]政府", text)),
    ],
)
def test_a_planted_defect_stands_in_its_item_and_nowhere_else(defect: str, shown: Any) -> None:
    assert [number for number, text in ITEMS.items() if shown(text)] == [row["item"] for row in planted(defect)]


def test_one_pair_is_word_for_word_and_both_pairs_have_two_leaders() -> None:
    (same,) = planted("duplicate")
    assert ITEMS[same["item"]] == ITEMS[same["other"]]
    assert len(set(ITEMS.values())) == 59
    leaders = {item["number"]: item["leaders"] for item in FACTS["items"]}
    for row in (same, *planted("near_duplicate")):
        assert leaders[row["item"]] != leaders[row["other"]]


def test_the_word_document_holds_the_text_between_masthead_and_colophon() -> None:
    document = Document(str(SAMPLES / "lan-2026.docx"))
    masthead, *paragraphs = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert masthead == BUILD["MASTHEAD"]
    assert "\n".join(paragraphs).split("\n") == body()
    assert [row.cells[0].text for row in document.tables[0].rows] == [BUILD["COPY_TO"], BUILD["PRINTED"]]


def test_the_kept_files_are_what_the_text_gives() -> None:
    notice = BUILD["parse"](TEXT)
    assert (SAMPLES / "lan-2026.html").read_text(encoding="utf-8") == BUILD["web"](notice)
    for make, name in (("word", "lan-2026.docx"), ("workbook", "lan-2026.xlsx")):
        made = BUILD[make](notice)
        assert made == BUILD[make](notice)
        kept, fresh = ZipFile(SAMPLES / name), ZipFile(BytesIO(made))
        assert {part: kept.read(part) for part in kept.namelist()} == {
            part: fresh.read(part) for part in fresh.namelist()
        }
