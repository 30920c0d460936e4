"""A doc of Word 97 or later, or a wps of the same make, gives what shows: the same as the docx it was saved from."""

import random
from pathlib import Path
from struct import pack

import pytest

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.messages import REFUSALS
from duban.plans.reading.models import Document
from duban.plans.reading.sources import open_document
from duban.plans.reading.word_binary_lists import Lists
from duban.plans.reading.word_binary_parts import Parts
from mangling import FOLDER

ODD = Path(__file__).with_name("files").joinpath("odd.doc").read_bytes()
SAMPLE = FOLDER.joinpath("lan-2026.doc").read_bytes()
LONGS_AT, TABLES_AT, BODY = 62, 154, 2048


def opened(data: bytes, name: str = "plan.doc") -> Document:
    return open_document(data, name=name)


def code_of(data: bytes, name: str = "plan.doc") -> str | None:
    try:
        opened(data, name)
    except Unreadable as refusal:
        return refusal.code
    return None


def streams(*pieces: bytes | str, flags: int = 0x200, ident: int = 0xA5EC) -> tuple[bytes, bytes]:
    """The two streams of a document of pieces: bytes for compressed ones, words for others."""
    body, ends, places = b"", [0], []
    for piece in pieces:
        at = BODY + len(body)
        raw = piece if isinstance(piece, bytes) else piece.encode("utf-16-le")
        places.append(at * 2 | 1 << 30 if isinstance(piece, bytes) else at)
        ends.append(ends[-1] + len(piece))
        body += raw
    table = pack(f"<{len(ends)}I", *ends) + b"".join(pack("<HIH", 0, place, 0) for place in places)
    clx = b"\x01" + pack("<H", 3) + b"xyz" + b"\x02" + pack("<I", len(table)) + table
    main = bytearray(BODY)
    main[0:2], main[10:12], main[32:34] = pack("<H", ident), pack("<H", flags), pack("<H", 14)
    main[LONGS_AT : LONGS_AT + 2] = pack("<H", 22)
    main[LONGS_AT + 14 : LONGS_AT + 18] = pack("<i", ends[-1])
    main[TABLES_AT + 8 * 33 : TABLES_AT + 8 * 34] = pack("<II", 0, len(clx))
    return bytes(main) + body, clx


def parts(*pieces: bytes | str, flags: int = 0x200, ident: int = 0xA5EC) -> Parts:
    main, table = streams(*pieces, flags=flags, ident=ident)
    return Parts(main, {"1Table" if flags & 0x200 else "0Table": table}, name="plan.doc")


def test_the_sample_reads_as_its_docx_does() -> None:
    expected = open_document(FOLDER.joinpath("lan-2026.docx").read_bytes(), name="plan.docx")
    document = opened(SAMPLE)
    assert document.text == expected.text
    assert document.source.format == "doc"
    assert opened(SAMPLE, "plan.wps").text == expected.text


def test_what_does_not_show_is_left_out() -> None:
    # a run that is hidden, words deleted with changes kept, the instruction of a field, the running head
    lines = opened(ODD).text.split("\n")
    assert lines[:4] == [
        "澜州市重点任务分工表",
        "一、工业",
        "1. 新增企业20家，1月底前完成😀。",
        "（牵头单位：市工信局；配合单位：Data Bureau）",
    ]
    # a table of one cell is a frame
    assert lines[-3:] == ["二、农业", "框中的话", "结束。"]


def test_cells_have_their_place_and_merged_ones_their_extent() -> None:
    document = opened(ODD)
    (grid,) = document.grids
    shown = {(cell.row, cell.column): cell.span.of(document.text) for cell in grid.cells}
    assert shown[1, 3] == "牵头单位"
    assert shown[2, 2] == "修路\n年底前完工"
    assert shown[4, 4] == ""
    extents = {(cell.row, cell.column): (cell.rows, cell.columns) for cell in grid.cells}
    assert (extents[2, 1], extents[5, 1], extents[2, 2]) == ((2, 1), (1, 4), (1, 1))
    assert (3, 1) not in extents


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (("甲乙\r",), "甲乙\r"),  # two bytes a character
        ((b"2026\r",), "2026\r"),  # one byte
        (("到", b"2026", "年底\r"), "到2026年底\r"),  # by turns
        ((b"\x93A\x94\r",), "“A”\r"),  # quotation marks of Windows
    ],
)
def test_pieces_of_one_and_two_bytes_follow_one_another(pieces: tuple[bytes | str, ...], text: str) -> None:
    assert parts(*pieces).text == text
    assert parts(*pieces, flags=0).text == text  # the other table stream


def test_files_that_cannot_be_read_say_why() -> None:
    with pytest.raises(Unreadable) as locked:
        parts("甲", flags=0x300)
    with pytest.raises(Unreadable) as old:
        parts("甲", ident=0xA5DC)
    assert (locked.value.code, old.value.code) == ("file_locked", "format_not_read")
    assert code_of(b"{\\rtf1\\ansi \\u30002?}") is None  # RTF that wears the name
    assert opened(b"{\\rtf1\\ansi \\u30002?}").source.format == "rtf"
    assert code_of(b"<html><body><p>1. \xe4\xbf\xae\xe8\xb7\xaf</p></body></html>") is None  # a page that wears it


def test_a_file_cut_off_anywhere_is_read_or_refused() -> None:
    for size in range(1, len(SAMPLE), 1024):
        assert code_of(SAMPLE[:size]) in {None, *REFUSALS}
    assert code_of(SAMPLE[:1024]) == "file_damaged"


@pytest.mark.parametrize("data", [ODD, SAMPLE])
def test_flipped_bytes_are_read_or_refused(data: bytes) -> None:
    for seed in range(200):
        chance = random.Random(seed)  # noqa: S311  # not for secrets
        spoilt = bytearray(data)
        for _ in range(chance.choice((1, 20, 300))):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        assert code_of(bytes(spoilt)) in {None, *REFUSALS}


def test_pieces_that_lie_over_one_another_or_outside_give_what_is_there() -> None:
    main, table = streams("甲乙丙\r", "丁\r")
    for at in range(len(table)):
        for value in (0, 255):
            spoilt = table[:at] + bytes([value]) + table[at + 1 :]
            try:
                text = Parts(main, {"1Table": spoilt}, name="plan.doc").text
            except Exception as error:  # noqa: BLE001  # the reader turns these two into a refusal
                assert type(error).__name__ in {"error", "IndexError"}  # noqa: PT017
            else:
                assert len(text) <= len(main)


def level(form: int, words: str, *, start: int = 1, flags: int = 0, below: int = 0, follow: int = 2) -> bytes:
    """A level of a list, with two bytes of properties that do not matter here."""
    head = pack("<iBB9sB8xBBBx", start, form, flags, bytes(9), follow, 1, 1, below)
    return head + b"xx" + pack("<H", len(words)) + words.encode("utf-16-le")


def lists(*levels: bytes, changed: bytes = b"") -> Lists:
    """The lists of a document: one with these levels, and two paragraphs' names for it."""
    filled = [*levels, *[level(0, "")] * (9 - len(levels))]
    table = pack("<h", 1) + pack("<ii18xBx", 77, 0, 0)
    names = pack("<I", 2) + pack("<i8xBxxx", 77, 0) + pack("<i8xBxxx", 77, 1 if changed else 0) + bytes(8) + changed
    tables = table + b"".join(filled)
    return Lists(tables + names, (0, len(table)), (len(tables), len(names)))


CHINESE = level(37, "\0、"), level(37, "（\1）"), level(0, "\2."), level(23, "o"), level(0, "\2.\4", follow=1)
ONCE = level(0, "\2.", flags=8, below=1)


@pytest.mark.parametrize(
    ("levels", "paragraphs", "labels"),
    [
        # levels above begin those below anew
        (CHINESE, (0, 1, 2, 2, 1, 2, 0, 1), ["一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "（一）"]),
        # a bullet is drawn as nothing; a label of two levels, and a blank behind it
        (CHINESE, (2, 3, 4, 4), ["1.", "", "1.1 ", "1.2 "]),
        # a level that goes on whatever stands above, one that begins anew after the first level only
        ((*CHINESE[:2], level(0, "\2.", flags=8)), (0, 2, 1, 2, 0, 2), ["一、", "1.", "（一）", "2.", "二、", "3."]),
        ((*CHINESE[:2], ONCE), (0, 2, 1, 2, 0, 2), ["一、", "1.", "（一）", "2.", "二、", "1."]),
        # circles, letters, a start of its own
        ((level(18, "\0", start=3), level(4, "\1)")), (0, 0, 1), ["③", "④", "a)"]),
    ],
)
def test_numbers_of_lists_are_counted_and_written_as_word_draws_them(
    levels: tuple[bytes, ...], paragraphs: tuple[int, ...], labels: list[str]
) -> None:
    drawn = lists(*levels)
    assert [drawn.label_of(1, each) for each in paragraphs] == labels


def test_an_override_begins_its_list_anew_once() -> None:
    drawn = lists(*CHINESE, changed=pack("<iI", 5, 16 | 2))
    assert [drawn.label_of(name, 2) for name in (1, 1, 2, 2, 1)] == ["1.", "2.", "5.", "6.", "7."]
    assert [drawn.label_of(name, at) for name, at in ((0, 0), (9, 0), (1, 200))] == ["", "", ""]
